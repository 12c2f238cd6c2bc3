namespace AutoPeft.BrowserKit;

/// <summary>The addresses of every page of the dashboard.</summary>
public static class DashboardPages
{
    /// <summary>Every page over a store with a sweep that has at least the trials 0 and 1. A test compares them with the pages that exist.</summary>
    /// <param name="sweep">The sweep's name, as it stands in addresses.</param>
    public static IReadOnlyList<string> Of(string sweep) =>
    [
        string.Empty, $"sweeps/{sweep}", $"sweeps/{sweep}/trials", $"sweeps/{sweep}/trials/0", $"sweeps/{sweep}/compare?trial=0&trial=1", $"sweeps/{sweep}/placement",
        $"sweeps/{sweep}/analysis", $"sweeps/{sweep}/recipes", $"sweeps/{sweep}/events", "new", $"compare?sweep={sweep}", "workers", "settings", "api", "login", "not-found", "refused?reason=No.",
    ];
}
