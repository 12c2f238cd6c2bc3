using AutoPeft.Models.Heads;
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
}
