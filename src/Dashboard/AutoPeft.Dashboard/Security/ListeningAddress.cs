using System.Net;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Security;

/// <summary>Decides where the dashboard may listen.</summary>
internal static class ListeningAddress
{
    /// <summary>The address of the options.</summary>
    /// <exception cref="InvalidInputException">It is none, or others can reach it and nothing protects it.</exception>
    public static IPAddress Of(DashboardOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
        {
            throw new InvalidInputException(
                new FaultPlace("--address"), $"'{options.Address}' is not an address.", "Use 127.0.0.1, an address of this machine, or 0.0.0.0.");
        }

        if (options.RequiresLogin && new KeyRing(options.Folder, options.Time).Keys.IsEmpty)
        {
            throw new InvalidInputException(
                new FaultPlace("--address"),
                $"Others can reach {options.Address}, and there is no key to keep them out.",
                "Make one with 'autopeft key add NAME --role admin', or use 127.0.0.1 and an SSH tunnel.");
        }

        return address;
    }
}
