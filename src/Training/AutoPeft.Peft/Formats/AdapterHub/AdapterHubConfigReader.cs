using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>Reads <c>adapter_config.json</c> of an AdapterHub folder.</summary>
internal static class AdapterHubConfigReader
{
    public static IEnumerable<PeftPlacement> Read(JsonFields file, ModelShape shape, ICollection<Fault> faults)
    {
        if (file.WholeNumber("hidden_size", shape.HiddenSize) != shape.HiddenSize)
        {
            file.Fault("hidden_size", $"The modules are for another hidden size than the model's {shape.HiddenSize}.");
        }

        if (file.Find("config") is not { ValueKind: JsonValueKind.Object } config)
        {
            file.Fault("config", "config must be an object.");
            return [];
        }

        return Members(config).SelectMany((member, index) => Member(member, $"{file.Source}: config[{index}]", shape, faults));
    }

    private static IEnumerable<JsonElement> Members(JsonElement config) =>
        config.TryGetProperty("architecture", out var architecture)
        && architecture.ValueKind == JsonValueKind.String
        && architecture.ValueEquals("union")
        && config.TryGetProperty("configs", out var configs)
        && configs.ValueKind == JsonValueKind.Array
            ? configs.EnumerateArray().Where(member => member.ValueKind == JsonValueKind.Object)
            : [config];

    private static IEnumerable<PeftPlacement> Member(
        JsonElement member, string place, ModelShape shape, ICollection<Fault> faults)
    {
        var fields = new JsonFields(member, place, faults);
        var mapping = MethodRegistry.BuiltIn.Methods
            .Select(method => method.AdapterHub)
            .FirstOrDefault(candidate => candidate?.Reads(member) == true);
        if (mapping is null)
        {
            fields.Fault("architecture", "This method is not in our catalogue.");
            return [];
        }

        var leftOut = fields.WholeNumbers("leave_out");

        return mapping.Read(fields, [.. Enumerable.Range(0, shape.Layers).Except(leftOut)], shape);
    }
}
