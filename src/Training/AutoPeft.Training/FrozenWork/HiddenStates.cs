using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>The hidden states of every row of a dataset at one depth of a model, without padding.</summary>
internal sealed class HiddenStates
{
    private readonly float[][] _rows;

    /// <summary>Room for the states of a dataset; filled by <see cref="Store"/>.</summary>
    public HiddenStates(EncodedDataset data, int layers, int width)
    {
        Layers = layers;
        Width = width;
        _rows = new float[data.Count][];
    }

    /// <summary>How many layers the states have passed.</summary>
    public int Layers { get; }

    /// <summary>C, the width of the residual stream.</summary>
    public int Width { get; }

    /// <summary>The states of a row, [tokens, C].</summary>
    public ReadOnlySpan<float> this[int row] => _rows[row];

    /// <summary>The bytes that the states of a dataset take.</summary>
    public static long BytesOf(EncodedDataset data, int width) => data.TokenCount * width * sizeof(float);

    /// <summary>Takes over the states of some rows.</summary>
    /// <param name="rows">The row numbers.</param>
    /// <param name="batch">The same rows as tokens.</param>
    /// <param name="states">[B, T, C].</param>
    public void Store(ImmutableArray<int> rows, TokenBatch batch, Tensor states)
    {
        var values = states.ToArray().AsSpan();
        for (var b = 0; b < rows.Length; b++)
        {
            _rows[rows[b]] = values.Slice(b * batch.Length * Width, batch.Lengths[b] * Width).ToArray();
        }
    }
}
