using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Costs;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Cli.Documents;

/// <summary>Values whose names are data, as JSON objects.</summary>
internal static class JsonValues
{
    /// <summary>The word for modules that fold into the weights of the model.</summary>
    public const string Merged = "merged";

    /// <summary>The word for a latency class: <c>merged</c> or <c>extra</c>.</summary>
    public static string Of(LatencyClass latency) => latency == LatencyClass.Merged ? Merged : "extra";

    /// <summary>A configuration as one object.</summary>
    public static JsonObject Of(Configuration configuration) => JsonNode.Parse(configuration.ToJson())!.AsObject();

    /// <summary>Objective values by name, in the order of the study.</summary>
    public static JsonObject Of(ImmutableArray<Objective> objectives, ImmutableArray<double> values) =>
        Of(objectives.Zip(values, (objective, value) => KeyValuePair.Create(objective.Name, value)));

    /// <summary>Numbers by name; numbers that JSON does not have are written as text.</summary>
    public static JsonObject Of(IEnumerable<KeyValuePair<string, double>> values)
    {
        var result = new JsonObject();
        foreach (var (name, value) in values)
        {
            result[name] = double.IsFinite(value) ? value : value.ToString(CultureInfo.InvariantCulture);
        }

        return result;
    }

    /// <summary>A number of a document, those included that are written as text.</summary>
    public static double NumberOf(JsonNode value) => double.Parse(value.ToString(), CultureInfo.InvariantCulture);
}
