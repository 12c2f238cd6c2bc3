namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>users</c>: somebody who signs in with a password.</summary>
public sealed class UserEntity
{
    /// <summary>The name, the key.</summary>
    public required string Name { get; set; }

    /// <summary>The role: 0 viewer, 1 operator, 2 admin.</summary>
    public short Role { get; set; }

    /// <summary>The hash of the password.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Whether the user is kept out.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>Changes with everything that ends the user's sessions.</summary>
    public required string Stamp { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset Created { get; set; }
}
