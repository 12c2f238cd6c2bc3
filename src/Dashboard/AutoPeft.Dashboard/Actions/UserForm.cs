namespace AutoPeft.Dashboard.Actions;

/// <summary>The forms for users. What a form lacks is null.</summary>
internal sealed record UserForm
{
    /// <summary>The name of a new user.</summary>
    public string? Name { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>The new password.</summary>
    public string? Password { get; init; }

    /// <summary><c>disable</c>, <c>enable</c>, <c>role</c>, <c>password</c> or <c>remove</c>.</summary>
    public string? Command { get; init; }
}
