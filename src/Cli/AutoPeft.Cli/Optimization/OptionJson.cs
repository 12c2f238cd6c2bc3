using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;

namespace AutoPeft.Cli.Optimization;

/// <summary>Reads JSON that stands on a command line.</summary>
internal static class OptionJson
{
    /// <summary>The configuration of <c>--configuration</c>.</summary>
    /// <exception cref="InvalidInputException">It is none.</exception>
    public static Configuration Configuration(string json)
    {
        try
        {
            return Search.Space.Configuration.FromJson(json);
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException(
                new FaultPlace("--configuration"), $"This is no configuration: {fault.Message}", """Write it as '{"rate":0.1,"size":8}'.""");
        }
    }
}
