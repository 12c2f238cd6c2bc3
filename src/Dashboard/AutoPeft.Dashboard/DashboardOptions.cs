using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AutoPeft.Dashboard;

/// <summary>Where the dashboard listens, and where it keeps what is its own.</summary>
/// <param name="Address">The address to bind. Default the loopback address; any other needs a key or a user.</param>
/// <param name="Port">The port, 0 for any free one. Default 5055.</param>
public sealed record DashboardOptions(string Address = "127.0.0.1", int Port = 5055)
{
    /// <summary>The folder for notes, keys, the audit log and settings, made when it is needed; null, the default, keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder that relative paths of new studies start from. Default the current folder.</summary>
    public string StudyFolder { get; init; } = Directory.GetCurrentDirectory();

    /// <summary>Whether a key or a user is asked for on the loopback address, too. Default false.</summary>
    public bool AsksAtLoopback { get; init; }

    /// <summary>With it the dashboard speaks TLS only; null, the default, plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Addresses (<c>10.0.0.7</c>) and networks (<c>10.0.0.0/24</c>) of proxies whose word on client, scheme and host counts. Default none; with any, a key or a user is asked for.</summary>
    public ImmutableArray<string> TrustedProxies { get; init; } = [];

    /// <summary>The names under which the dashboard is reached, such as <c>dash.example.org</c> or <c>*.example.org</c>. Default none: the loopback address without login, any name with it.</summary>
    public ImmutableArray<string> AllowedHosts { get; init; } = [];

    /// <summary>How many requests one client may send at once; a tenth of it each second after that. Default 300.</summary>
    public int RequestBurst { get; init; } = 300;

    /// <summary>How many streams of events one client may have open. Default 100.</summary>
    public int MostStreams { get; init; } = 100;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether requests need a key or a user.</summary>
    public bool RequiresLogin => AsksAtLoopback || !IsLoopback || !TrustedProxies.IsEmpty;

    internal bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);
}
