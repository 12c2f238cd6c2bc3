using System.Net;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Security;

/// <summary>Decides where the dashboard may listen.</summary>
internal static class ListeningAddress
{
    /// <summary>The address of the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hasDoorKeepers">Whether there is a key or a user.</param>
    /// <exception cref="InvalidInputException">It is none, or others can reach it and nothing protects it.</exception>
    public static IPAddress Of(DashboardOptions options, bool hasDoorKeepers)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
        {
            throw new InvalidInputException(
                new FaultPlace("--address"), $"'{options.Address}' is not an address.", "Use 127.0.0.1, an address of this machine, or 0.0.0.0.");
        }

        if (options.RequiresLogin && !hasDoorKeepers)
        {
            throw new InvalidInputException(
                new FaultPlace("--address"),
                $"Others can reach the dashboard at {options.Address}, and there is neither a user nor a key to keep them out.",
                "Make a user with 'autopeft user add NAME --role admin' or a key with 'autopeft key add NAME --role admin', or use 127.0.0.1 and an SSH tunnel.");
        }

        return address;
    }
}
