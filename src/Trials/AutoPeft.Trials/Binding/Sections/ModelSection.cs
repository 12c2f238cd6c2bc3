using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Ports;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>model</c>: a folder, or the content of a <c>config.json</c>.</summary>
internal static class ModelSection
{
    /// <summary>The model's folder (null when it is given by its shape) and shape; a null shape means faults.</summary>
    /// <param name="root">The whole document.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="describer">Describes models.</param>
    public static (string? Folder, ModelShape? Shape) Read(YamlMap root, string folder, IModelDescriber describer)
    {
        var node = root.Required("model");
        if (node is YamlMappingNode shape)
        {
            return (null, Describe(root, node, () => describer.DescribeConfig(ToJson(shape), root.Source.PlaceOf(shape).ToString())));
        }

        if (node is null || root.Text("model") is not { } path)
        {
            return (null, null);
        }

        var full = Path.GetFullPath(path, folder);
        if (!Directory.Exists(full))
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"The model folder '{path}' does not exist ({full}).", "Correct the path; it starts from the folder of this file.");
            return (full, null);
        }

        return (full, Describe(root, node, () => describer.DescribeFolder(full)));
    }

    private static ModelShape? Describe(YamlMap root, YamlNode node, Func<ModelShape> describe)
    {
        try
        {
            return describe();
        }
        catch (InvalidInputException faults)
        {
            foreach (var fault in faults.Faults)
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"The model cannot be used: {fault.Place}: {fault.Message}", fault.Remedy);
            }

            return null;
        }
    }

    private static JsonElement ToJson(YamlMappingNode node) => JsonSerializer.SerializeToElement(new JsonObject(
        node.Children.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key.ToString(), ToJson(entry.Value)))));

    public static JsonValue? ToJson(YamlNode node) => YamlScalar.Value(node) switch
    {
        { Kind: ParameterValueKind.Number } value => value.AsNumber == Math.Floor(value.AsNumber) && Math.Abs(value.AsNumber) < 1L << 53
            ? JsonValue.Create((long)value.AsNumber)
            : JsonValue.Create(value.AsNumber),
        { Kind: ParameterValueKind.Flag } value => JsonValue.Create(value.AsFlag),
        { } value => JsonValue.Create(value.AsText),
        null => null,
    };
}
