using System.Collections.Immutable;
using System.Net;
using AutoPeft.Primitives.Faults;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Believes what proxies say of the client, its scheme and the host it asked for: those that are named, and nobody else.</summary>
internal static class TrustedProxies
{
    /// <summary>What the framework needs to know; null when no proxy is named.</summary>
    /// <exception cref="InvalidInputException">Something is neither an address nor a network, or no host name; carries every fault.</exception>
    public static ForwardedHeadersOptions? Of(DashboardOptions options)
    {
        var faults = new FaultCollector();
        ImmutableArray<IPNetwork> networks = [.. options.TrustedProxies.Select(text => NetworkOf(text, faults))];
        foreach (var host in options.AllowedHosts.Where(host => Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) == UriHostNameType.Unknown))
        {
            faults.Add(new FaultPlace("--allowed-host"), $"'{host}' is not the name of a host.", "Give a name such as dash.example.org or *.example.org, without scheme and port.");
        }

        faults.ThrowIfAny();
        return networks.IsEmpty ? null : OptionsOf(networks, options);
    }

    // Read from the right: the first address that is no proxy of ours is the client; what stands left of it, the client wrote.
    private static ForwardedHeadersOptions OptionsOf(ImmutableArray<IPNetwork> networks, DashboardOptions options)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        if (!options.AllowedHosts.IsEmpty)
        {
            forwarded.ForwardedHeaders |= ForwardedHeaders.XForwardedHost;
            forwarded.AllowedHosts = [.. options.AllowedHosts];
        }

        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }

    private static IPNetwork NetworkOf(string text, FaultCollector faults)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return new(address, address.GetAddressBytes().Length * 8);
        }

        faults.Add(new FaultPlace("--trusted-proxy"), $"'{text}' is neither an address nor a network.", "Give one such as 10.0.0.7 or 10.0.0.0/24.");
        return default;
    }
}
