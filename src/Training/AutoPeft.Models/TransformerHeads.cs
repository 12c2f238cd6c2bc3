using AutoPeft.Models.Heads;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Models;

/// <summary>The usual heads by name.</summary>
public static class TransformerHeads
{
    /// <summary>A new head for classifying whole sequences, as the family's own classification model has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="classes">K, the number of classes; at least 2.</param>
    /// <param name="key">Where its initial weights come from.</param>
    /// <param name="dropout">
    /// The share of its inputs that training drops, in [0, 1); null, the default, as the model's configuration says.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">Less than two classes.</exception>
    public static ITaskHead CreateClassificationHead(
        this ITransformer model, int classes, RandomKey key, float? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);

        return model.CreateHead(HeadKind.Sequence, classes, key, dropout);
    }

    /// <summary>A new head for a task, as the family's own model for such tasks has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">What it has to answer; at least two classes or tags where it has to choose.</param>
    /// <param name="key">Where its initial weights come from.</param>
    /// <param name="dropout">As in <see cref="CreateClassificationHead"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than two classes.</exception>
    /// <exception cref="Primitives.Faults.InvalidInputException">The family has no such head.</exception>
    public static ITaskHead CreateTaskHead(this ITransformer model, TaskShape task, RandomKey key, float? dropout = null)
    {
        ArgumentNullException.ThrowIfNull(model);

        return task.Kind switch
        {
            TaskKind.Classification => model.CreateClassificationHead(task.Outputs, key, dropout),
            TaskKind.Regression => model.CreateHead(HeadKind.Sequence, 1, key, dropout),
            TaskKind.TokenClassification => model.CreateHead(HeadKind.Tokens, task.Outputs, key, dropout),
            _ => model.CreateHead(HeadKind.NextToken, 1, key, dropout),
        };
    }
}
