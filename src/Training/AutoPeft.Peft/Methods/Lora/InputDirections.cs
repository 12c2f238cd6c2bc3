using AutoPeft.Peft.Numerics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Starts A from the principal directions of what goes into its module in the first batch of a training.</summary>
/// <remarks>
/// Paischer et al., "One Initialization to Rule them All: Fine-tuning via Explained Variance Adaptation", 2024, Sec. 3.2, with one batch where the paper adds
/// batches until the directions settle. B is zero then, so the outputs do not change; once B has been trained, as
/// after a training is taken up again, nothing is done.
/// </remarks>
/// <param name="name">The module's, from which the decomposition's random start derives.</param>
internal sealed class InputDirections(string name)
{
    // More rows than this tell the directions no better, and the decomposition costs time for each.
    private const int MostRows = 2048;

    private bool _isDone;

    /// <summary>The share of the variance around zero that each direction explains, largest first; empty before the first batch.</summary>
    public double[] Explained { get; private set; } = [];

    /// <summary>Overwrites A, [r, in], if this is the first batch.</summary>
    public void Take(Tensor input, Tensor a, Tensor b)
    {
        if (_isDone)
        {
            return;
        }

        _isDone = true;
        if (!b.ToArray().AsSpan().ContainsAnyExcept(0f))
        {
            a.CopyFrom(Directions(input, a.Shape[0]));
        }
    }

    private float[] Directions(Tensor input, int rank)
    {
        var width = input.Shape.Last;
        var rows = Math.Min(MostRows, input.Shape.Rows);
        var matrix = DenseMatrix.Of(input.ToArray().AsSpan(0, rows * width), rows, width);

        // Fewer rows than directions leave the last ones at zero, which would never learn: those keep a unit vector each.
        var known = Math.Min(rank, Math.Min(rows, width));
        var svd = TruncatedSvd.Of(matrix, known, RandomKey.FromSeed(0).For(name));
        var values = new float[rank * width];
        svd.Right.ToFloats().CopyTo(values, 0);
        for (var i = known; i < rank; i++)
        {
            values[(i * width) + (i % width)] = 1;
        }

        var all = matrix.ToFloats().Sum(value => (double)value * value);
        Explained = [.. svd.Values.Select(value => all > 0 ? value * value / all : 0)];

        return values;
    }
}
