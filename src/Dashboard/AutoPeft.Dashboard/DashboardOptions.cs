namespace AutoPeft.Dashboard;

/// <summary>Where the dashboard listens, and where it keeps what is its own.</summary>
/// <param name="Address">The address to bind. Default the loopback address; others are refused, since there is no login.</param>
/// <param name="Port">The port, 0 for any free one. Default 5055.</param>
public sealed record DashboardOptions(string Address = "127.0.0.1", int Port = 5055)
{
    /// <summary>The folder for notes and settings, made when it is needed; null, the default, keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
