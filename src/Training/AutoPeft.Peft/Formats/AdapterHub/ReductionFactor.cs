using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>
/// AdapterHub's way to give a bottleneck's width: <c>max(1, int(hidden // factor))</c>, with Python's floor
/// division.
/// </summary>
internal static class ReductionFactor
{
    /// <summary>A factor that gives exactly this width.</summary>
    public static JsonNode Of(int hidden, int size)
    {
        var factor = (double)hidden / size;
        // The quotient may be rounded to just above the true one, which would lose a unit: then aim between two widths.
        var exact = Size(hidden, factor) == size ? factor : hidden / (size + 0.5);

        return PortableJson.Number(exact);
    }

    /// <summary>The width that a factor gives.</summary>
    public static int Size(int hidden, double factor) => Math.Max(1, (int)FloorDivide(hidden, factor));

    /// <summary>The width in one layer of a configuration with one factor for all, or one a layer.</summary>
    public static int ReadSize(JsonFields member, int layer, int hidden)
    {
        var factor = member.Find("reduction_factor") switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            { ValueKind: JsonValueKind.Object } map => Entry(map, layer),
            _ => 0,
        };
        if (factor > 0 && double.IsFinite(factor))
        {
            return Size(hidden, factor);
        }

        member.Fault("reduction_factor", $"reduction_factor gives layer {layer} no positive number.");
        return 1;
    }

    private static double Entry(JsonElement map, int layer)
    {
        var found = map.TryGetProperty(layer.ToString(CultureInfo.InvariantCulture), out var value)
            || map.TryGetProperty("default", out value);

        return found && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;
    }

    // Python computes a // b from the exact remainder, not from the rounded quotient.
    private static double FloorDivide(double a, double b)
    {
        var quotient = (a - (a % b)) / b;
        var floor = Math.Floor(quotient);

        return Math.Min(quotient - floor > 0.5 ? floor + 1 : floor, int.MaxValue);
    }
}
