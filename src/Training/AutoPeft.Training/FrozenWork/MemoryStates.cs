using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>Hidden states in memory.</summary>
internal sealed class MemoryStates(EncodedDataset data, int layers, int width) : HiddenStates(data, layers, width)
{
    private readonly float[][] _rows = new float[data.Count][];

    /// <inheritdoc/>
    public override void Read(int row, Span<float> target) => _rows[row].CopyTo(target);

    /// <inheritdoc/>
    public override void Write(int row, ReadOnlySpan<float> states) => _rows[row] = states.ToArray();
}
