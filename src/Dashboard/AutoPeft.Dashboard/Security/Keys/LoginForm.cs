namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>The form that a browser logs in with: name and password, or a key. What a form lacks is null.</summary>
internal sealed record LoginForm
{
    /// <summary>The user's name; empty with a key.</summary>
    public string? Name { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>Where to go then.</summary>
    public string? Return { get; init; }
}
