using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>PEFT's pattern fields, which give single modules other numbers than the rest.</summary>
internal static class TargetPatterns
{
    /// <summary>
    /// One entry a module. Overlapping patterns change their meaning when PEFT sorts the keys on saving: every key is anchored
    /// and names one module in full.
    /// </summary>
    public static JsonObject Write(IEnumerable<(ModuleShape Module, JsonNode Value)> entries) =>
        new(entries.Select(entry => KeyValuePair.Create("^" + Regex.Escape(entry.Module.Path), (JsonNode?)entry.Value)));
}
