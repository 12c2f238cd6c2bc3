using System.Collections.Frozen;
using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Placement;

/// <summary>
/// The names of module kinds in study files and recipes: <c>query</c>, <c>attention_output</c>,
/// <c>feed_forward_up</c>, ….
/// </summary>
public static class ModuleKindNames
{
    private static readonly FrozenDictionary<ModuleKind, string> Names = new Dictionary<ModuleKind, string>
    {
        [ModuleKind.Query] = "query",
        [ModuleKind.Key] = "key",
        [ModuleKind.Value] = "value",
        [ModuleKind.AttentionOutput] = "attention_output",
        [ModuleKind.FeedForwardUp] = "feed_forward_up",
        [ModuleKind.FeedForwardGate] = "feed_forward_gate",
        [ModuleKind.FeedForwardDown] = "feed_forward_down",
        [ModuleKind.QueryKeyValue] = "query_key_value",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ModuleKind> Kinds =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every name, in the order of <see cref="ModuleKind"/>.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<ModuleKind>().Select(Of)];

    /// <summary>The name of a kind.</summary>
    public static string Of(ModuleKind kind) => Names[kind];

    /// <summary>Finds the kind of this name.</summary>
    public static bool TryParse(string name, out ModuleKind kind) => Kinds.TryGetValue(name, out kind);
}
