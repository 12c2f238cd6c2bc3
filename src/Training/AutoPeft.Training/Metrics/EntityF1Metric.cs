using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>F1 of entities, in [0, 1]: an entity is right when its first word, its last word and its type are.</summary>
/// <remarks>
/// Counted over all texts and types together (micro average): <c>2·correct / (predicted + actual)</c>, 0 when there is none of
/// either. Tjong Kim Sang and De Meulder, "Introduction to the CoNLL-2003 shared task", 2003; as seqeval computes it by default.
/// </remarks>
public sealed class EntityF1Metric : ITaskMetric
{
    /// <inheritdoc/>
    public string Name => "entity_f1";

    /// <inheritdoc/>
    public string Description => "F1 of whole entities, from tags in the IOB2 scheme, in [0, 1].";

    /// <inheritdoc/>
    public bool Supports(TaskShape task) => task is { Kind: TaskKind.TokenClassification, MarksEntities: true };

    /// <inheritdoc/>
    public double Measure(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var counts = evaluation.Entities ?? throw new ArgumentException("The tags mark no entities.", nameof(evaluation));
        var relevant = counts.Predicted + counts.Actual;

        return relevant == 0 ? 0 : 2.0 * counts.Correct / relevant;
    }
}
