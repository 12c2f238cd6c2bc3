using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>The hidden states of every row of a dataset at one depth of a model, without padding.</summary>
internal abstract class HiddenStates(EncodedDataset data, int layers, int width)
{
    /// <summary>How many layers the states have passed.</summary>
    public int Layers => layers;

    /// <summary>C, the width of the residual stream.</summary>
    public int Width => width;

    /// <summary>The rows.</summary>
    public EncodedDataset Data => data;

    /// <summary>The bytes that the states of a dataset take.</summary>
    public static long BytesOf(EncodedDataset data, int width) => data.TokenCount * width * sizeof(float);

    /// <summary>How many numbers the states of a row are.</summary>
    public int CountOf(int row) => data.LengthOf(row) * width;

    /// <summary>Copies the states of a row, [tokens, C].</summary>
    /// <param name="row">The row.</param>
    /// <param name="target">Exactly <see cref="CountOf"/> numbers.</param>
    /// <exception cref="IOException">They are in a file that cannot be read.</exception>
    public abstract void Read(int row, Span<float> target);

    /// <summary>Takes over the states of a row, [tokens, C].</summary>
    /// <exception cref="IOException">They go into a file that cannot be written.</exception>
    public abstract void Write(int row, ReadOnlySpan<float> states);

    /// <summary>Takes over the states of some rows.</summary>
    /// <param name="rows">The row numbers.</param>
    /// <param name="batch">The same rows as tokens.</param>
    /// <param name="states">[B, T, C].</param>
    /// <exception cref="IOException">They go into a file that cannot be written.</exception>
    public void Store(ImmutableArray<int> rows, TokenBatch batch, Tensor states)
    {
        var values = states.ToArray().AsSpan();
        for (var b = 0; b < rows.Length; b++)
        {
            Write(rows[b], values.Slice(b * batch.Length * Width, batch.Lengths[b] * Width));
        }
    }
}
