using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// A way of training that every search is compared with, at several learning rates of which the best counts.
/// </summary>
/// <param name="Name">What people call it, e.g. <c>uniform LoRA</c>.</param>
/// <param name="Configuration">What it trains, apart from the learning rate.</param>
/// <param name="LearningRates">The learning rates to try; at least one.</param>
public sealed record BaselineKind(string Name, Configuration Configuration, ImmutableArray<double> LearningRates)
{
    private const string LearningRate = "learning_rate";

    /// <summary>Its trials, one for each learning rate.</summary>
    /// <param name="seed">The study's seed.</param>
    public IEnumerable<TrialProposal> Proposals(long seed) => LearningRates.Select(rate => TrialSeeds.Propose(
        seed,
        new Configuration(Configuration.Entries.Append(KeyValuePair.Create(LearningRate, ParameterValue.Of(rate)))),
        TrialOrigin.Baseline,
        string.Create(CultureInfo.InvariantCulture, $"{Name}, learning rate {rate}")));

    /// <summary>Whether a trial is one of its trials.</summary>
    public bool Includes(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);

        return trial.Origin == TrialOrigin.Baseline
            && new Configuration(trial.Configuration.Entries.Where(entry => entry.Key != LearningRate)).Equals(Configuration);
    }
}
