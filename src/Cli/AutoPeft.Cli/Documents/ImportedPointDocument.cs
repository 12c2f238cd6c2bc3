using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Documents;

/// <summary>Which point of a study's space imported modules are.</summary>
/// <param name="Configuration">The point, as <c>autopeft trial enqueue</c> takes it; null when the space does not have it.</param>
/// <param name="Reasons">What the space would have to allow; empty when it has the point.</param>
internal sealed record ImportedPointDocument(JsonObject? Configuration, ImmutableArray<string> Reasons)
{
    /// <summary>The document of a point.</summary>
    public static ImportedPointDocument Of(FoundPoint found) =>
        new(found.Configuration is { } point ? JsonValues.Of(point) : null, found.Reasons);
}
