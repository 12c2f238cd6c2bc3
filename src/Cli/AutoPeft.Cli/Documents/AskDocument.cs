using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft ask</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trials">What to try; fewer than asked for when the space has no more.</param>
internal sealed record AskDocument(string Study, ImmutableArray<AskedTrialDocument> Trials)
{
    /// <summary>The document of trials that were queued.</summary>
    public static AskDocument Of(string study, ImmutableArray<Trial> trials) => new(
        study,
        [.. trials.Select(trial => new AskedTrialDocument(trial.Number, JsonValues.Of(trial.Configuration), trial.Seed))]);
}
