namespace AutoPeft.Dashboard;

/// <summary>Where the dashboard listens.</summary>
/// <param name="Address">The address to bind. Default the loopback address; others are refused, since there is no login.</param>
/// <param name="Port">The port, 0 for any free one. Default 5055.</param>
public sealed record DashboardOptions(string Address = "127.0.0.1", int Port = 5055);
