using AutoPeft.Models.Structure;

namespace AutoPeft.Models.Layers;

/// <summary>Holds a batch to what a model can read.</summary>
internal static class SequenceLength
{
    /// <exception cref="ArgumentException">The sequences are too long.</exception>
    public static void Check(TokenBatch batch, int maximum)
    {
        if (batch.Length > maximum)
        {
            throw new ArgumentException(
                $"The sequences have {batch.Length} tokens; the model reads at most {maximum}.", nameof(batch));
        }
    }
}
