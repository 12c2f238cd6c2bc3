using System.Net;
using System.Net.Sockets;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>Who asks, as far as limits go: the address of the connection, never what a header says that no trusted proxy wrote.</summary>
internal static class ClientAddress
{
    /// <summary>The address; for IPv6 the network of 64 bits, of which everybody has a whole one.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "unknown";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? $"{new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])}/64"
            : address.ToString();
    }
}
