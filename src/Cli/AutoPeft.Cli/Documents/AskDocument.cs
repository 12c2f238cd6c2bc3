using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft ask</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trials">What to try; fewer than asked for when the space has no more.</param>
internal sealed record AskDocument(string Study, ImmutableArray<AskedTrialDocument> Trials)
{
    /// <summary>The document of trials that were queued.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="pruner">By what the study judges trials; null for nothing.</param>
    public static AskDocument Of(string study, ImmutableArray<Trial> trials, PrunerDefinition? pruner) => new(
        study,
        [.. trials.Select(trial => new AskedTrialDocument(trial.Number, JsonValues.Of(trial.Configuration), trial.Seed, ToldOf(trial, pruner)))]);

    // Only a black box is told so; what is told of it is the whole training, since nobody hears of it on its way.
    private static JsonObject? ToldOf(Trial trial, PrunerDefinition? pruner) => pruner?.TellsAs is null
        ? null
        : JsonNode.Parse(ToldFidelity.Of(pruner, trial)[^1].Tell(trial.Configuration.ToJson()))!.AsObject();
}
