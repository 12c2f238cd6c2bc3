using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>The exponential of the mean cross entropy of the next token, at least 1. Smaller is better.</summary>
/// <remarks>Jelinek et al. 1977. Over all predicted tokens of all rows, each counted once; depends on the tokenizer.</remarks>
public sealed class PerplexityMetric : ITaskMetric
{
    /// <inheritdoc/>
    public string Name => "perplexity";

    /// <inheritdoc/>
    public string Description => "The exponential of the mean cross entropy of the next token; smaller is better.";

    /// <inheritdoc/>
    public bool IsLargerBetter => false;

    /// <inheritdoc/>
    public bool Supports(TaskShape task) => task.Kind == TaskKind.LanguageModelling;

    /// <inheritdoc/>
    public double Measure(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);

        return Math.Exp(evaluation.Loss);
    }
}
