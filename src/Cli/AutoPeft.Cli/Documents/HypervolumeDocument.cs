using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft hv</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Objectives">What it optimises.</param>
/// <param name="Hypervolume">The dominated hypervolume, in units of losses.</param>
/// <param name="ReferencePoint">For each objective the worst value that counts; null without trials.</param>
/// <param name="History">The hypervolume after each completed trial, against the same reference point.</param>
internal sealed record HypervolumeDocument(
    string Study,
    ImmutableArray<ObjectiveDocument> Objectives,
    double Hypervolume,
    JsonObject? ReferencePoint,
    ImmutableArray<double> History);
