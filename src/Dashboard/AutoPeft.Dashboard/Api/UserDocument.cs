using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Api;

/// <summary>A user without the password.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role"><c>Viewer</c>, <c>Operator</c> or <c>Admin</c>.</param>
/// <param name="IsDisabled">Whether the user is kept out.</param>
/// <param name="Created">When the account was made.</param>
internal sealed record UserDocument(string Name, string Role, bool IsDisabled, DateTimeOffset Created)
{
    public static UserDocument Of(UserAccount user) => new(user.Name, user.Role.ToString(), user.IsDisabled, user.Created);
}
