using System.Text.Json.Nodes;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Cli.Documents;

/// <summary>Importances of parameters that belong together, by name, the largest first.</summary>
/// <param name="Layers">By layer or group of layers.</param>
/// <param name="Modules">By setting of a method.</param>
/// <param name="Methods">By method.</param>
internal sealed record ImportanceGroupsDocument(JsonObject Layers, JsonObject Modules, JsonObject Methods)
{
    /// <summary>The document of some groups.</summary>
    public static ImportanceGroupsDocument Of(ImportanceGroups groups) =>
        new(JsonValues.Of(groups.Layers), JsonValues.Of(groups.Modules), JsonValues.Of(groups.Methods));
}
