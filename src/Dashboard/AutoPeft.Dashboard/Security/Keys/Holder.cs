using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Who sends a request.</summary>
/// <param name="Id">What identifies the key, or <c>user:NAME</c>.</param>
/// <param name="Name">What people call the holder.</param>
/// <param name="Role">What the holder may do.</param>
internal sealed record Holder(string Id, string Name, AccessRole Role)
{
    private const string UserMark = "user:";

    public static Holder Of(AccessKey key) => new(key.Id, key.Name, key.Role);

    public static Holder Of(UserAccount user) => new(UserMark + user.Name, user.Name, user.Role);

    /// <summary>The name of the user that an id is; null for keys and the person at this machine.</summary>
    public static string? UserOf(string? id) => id?.StartsWith(UserMark, StringComparison.Ordinal) == true ? id[UserMark.Length..] : null;
}
