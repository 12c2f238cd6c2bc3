using System.Text.Json.Nodes;
using AutoPeft.Search.Space;

namespace AutoPeft.Cli.Rendering;

/// <summary>A configuration of a document in few words.</summary>
internal static class ConfigurationText
{
    /// <summary>The words: <see cref="Trials.Analysis.ConfigurationText"/>.</summary>
    public static string Of(JsonObject configuration) =>
        Trials.Analysis.ConfigurationText.Of(Configuration.FromJson(configuration.ToJsonString()));
}
