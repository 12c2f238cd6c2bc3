using System.Collections.Immutable;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Loop;

/// <summary>What a model makes of the rows of a dataset.</summary>
/// <param name="Predictions">
/// The class with the largest logit, the first of equals, row by row; of words their tags, one word after the other; empty for
/// numbers and next tokens.
/// </param>
/// <param name="Counts">The predictions against the true classes or tags; null where there are none.</param>
/// <param name="Loss">
/// The mean over all predictions of the cross entropy, in nats, or of the squared error; may be infinite or not a number when
/// training diverged. Classes are not weighted in it.
/// </param>
public sealed record Evaluation(ImmutableArray<int> Predictions, ConfusionMatrix? Counts, double Loss)
{
    /// <summary>Predicted numbers against true ones; null unless numbers are predicted.</summary>
    public NumberPairs? Numbers { get; init; }

    /// <summary>Predicted entities against true ones; null unless the tags mark entities.</summary>
    public EntityCounts? Entities { get; init; }
}
