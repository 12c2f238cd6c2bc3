namespace AutoPeft.BrowserKit;

/// <summary>The addresses of every page of the dashboard.</summary>
public static class DashboardPages
{
    /// <summary>Every page over a store with a sweep that has at least the trials 0 and 1. A test compares them with the pages that exist.</summary>
    /// <param name="sweeps">The sweep's name, as it stands in addresses; further ones are compared with it.</param>
    public static IReadOnlyList<string> Of(params IReadOnlyList<string> sweeps) => Of(sweeps[0], string.Join('&', sweeps.Select(static sweep => $"sweep={sweep}")));

    private static string[] Of(string sweep, string compared) =>
    [
        string.Empty, $"sweeps/{sweep}", $"sweeps/{sweep}/trials", $"sweeps/{sweep}/trials/0", $"sweeps/{sweep}/compare?trial=0&trial=1", $"sweeps/{sweep}/placement",
        $"sweeps/{sweep}/analysis", $"sweeps/{sweep}/recipes", $"sweeps/{sweep}/events", "new", $"compare?{compared}", "workers", "settings", "api", "login", "not-found", "refused?reason=No.",
    ];
}
