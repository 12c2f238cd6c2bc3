using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The JSON files of an AdapterHub folder.</summary>
internal static class AdapterHubConfigFile
{
    // From 1.1.0 on low-rank updates are scaled by alpha / r; AdapterHub changes alpha in files of earlier versions.
    private const string Version = "adapters.1.2.0";

    public static JsonObject Adapter(PeftConfig config, ExportRequest request, string name)
    {
        var file = Frame(request);
        file["config"] = Union([.. Members(config, request.Shape)], request.Shape);
        file["name"] = name;

        return file;
    }

    public static JsonObject Head(ExportRequest request)
    {
        var file = Frame(request);
        var labels = request.Recipe.Classes
            .Select((label, index) => KeyValuePair.Create(label, (JsonNode?)JsonValue.Create(index)));
        file["config"] = null;
        file["label2id"] = new JsonObject(labels);
        file["name"] = null;
        file["num_labels"] = TaskShape.Of(request.Recipe.Task, request.Recipe.Classes.Length).Outputs;

        return file;
    }

    private static JsonObject Frame(ExportRequest request) => new()
    {
        ["hidden_size"] = request.Shape.HiddenSize,
        ["model_class"] = (request.Shape.Family == "roberta" ? "RobertaFor" : "BertFor")
            + RecipeTasks.ArchitectureOf(request.Recipe.Task),
        ["model_name"] = request.Recipe.Model.Name,
        ["model_type"] = request.Shape.Family,
        ["version"] = Version,
    };

    private static IEnumerable<AdapterHubMember> Members(PeftConfig config, ModelShape shape) =>
        config.Groups
            .GroupBy(group => MethodRegistry.BuiltIn.Of(group.Method))
            .SelectMany(method => method.Key.AdapterHub!.Members([.. method], shape));

    private static JsonObject Union(AdapterHubMember[] members, ModelShape shape)
    {
        foreach (var member in members)
        {
            member.Config["leave_out"] = PortableJson.List(LeaveOut(member, members, shape));
        }

        return members.Length == 1
            ? members[0].Config
            : new() { ["architecture"] = "union", ["configs"] = new JsonArray([.. members.Select(member => member.Config)]) };
    }

    // A union with two configurations of one architecture is refused at once unless one of them leaves a layer out. Where
    // both are in every layer, at different places of it, they leave out the layer after the last.
    private static int[] LeaveOut(AdapterHubMember member, AdapterHubMember[] members, ModelShape shape)
    {
        var others = Enumerable.Range(0, shape.Layers).Except(member.Layers).ToArray();

        return others.Length == 0 && members.Length > 1 ? [shape.Layers] : others;
    }
}
