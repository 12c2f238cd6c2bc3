using AutoPeft.Trials.Accounts;

namespace AutoPeft.Cli.Documents;

/// <summary>A user of the dashboard, without the password.</summary>
internal sealed record UserDocument(string Name, string Role, bool IsDisabled, DateTimeOffset Created)
{
    /// <summary>The document of a user.</summary>
    public static UserDocument Of(UserAccount user) => new(user.Name, user.Role.ToString().ToLowerInvariant(), user.IsDisabled, user.Created);
}
