namespace AutoPeft.Trials.Accounts;

/// <summary>Somebody who signs in with a name and a password, as it is kept.</summary>
/// <param name="Name">The name, in small letters; no two are the same.</param>
/// <param name="Role">What the user may do.</param>
/// <param name="PasswordHash">A slow hash of the password with its salt, in words of whoever made it. Never the password.</param>
/// <param name="Created">When the account was made.</param>
public sealed record UserAccount(string Name, AccessRole Role, string PasswordHash, DateTimeOffset Created)
{
    /// <summary>Whether the user is kept out for now.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Changes with the password, the role and every shutting out: a session that began under another stamp is over.</summary>
    public required string Stamp { get; init; }
}
