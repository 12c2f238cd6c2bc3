using System.Collections.Immutable;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Operations;

/// <summary>Turns the pairs (i, i + D/2) of every head by their angles. The gradient turns back.</summary>
internal static class RotaryOperation
{
    public static ManagedTensor Apply(ManagedTensor x, RotaryAngles angles, ImmutableArray<int> positions)
    {
        Check(x.Shape, angles, positions);
        var y = x.Engine.Result(x.Shape);
        Turn(x.Shape, (x.Data, y.Data), (angles, positions), direction: 1);
        if (x.Engine.Records(x))
        {
            y.Record([x], [], dy =>
            {
                var dx = x.Engine.Pool.Rent(dy.Length);
                Turn(x.Shape, (dy, dx), (angles, positions), direction: -1);
                x.Gradients!.Give(dx);
            });
        }

        return y;
    }

    internal static void Check(Shape x, RotaryAngles angles, ImmutableArray<int> positions)
    {
        var head = 2 * angles.Pairs;
        if (x.Rank != 3 || head == 0 || x[2] % head != 0 || (positions.IsDefault && x[1] > angles.Length))
        {
            throw new ShapeMismatchException(nameof(Tensor.Rotate), x, new(angles.Length, head));
        }

        if (!positions.IsDefault)
        {
            CheckPositions(x, angles, positions);
        }
    }

    private static void CheckPositions(Shape x, RotaryAngles angles, ImmutableArray<int> positions)
    {
        if (positions.Length != x.Rows)
        {
            throw new ShapeMismatchException(nameof(Tensor.Rotate), x, new(positions.Length));
        }

        foreach (var position in positions)
        {
            if ((uint)position >= (uint)angles.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(positions), position, $"There are angles for the positions 0 to {angles.Length - 1}.");
            }
        }
    }

    private static void Turn(
        Shape shape,
        (TensorBuffer From, TensorBuffer To) buffers,
        (RotaryAngles Angles, ImmutableArray<int> Positions) by,
        float direction)
    {
        var (angles, positions) = by;
        var (tokens, width, head) = (shape[1], shape[2], 2 * angles.Pairs);
        for (var row = 0; row < shape.Rows; row++)
        {
            var position = positions.IsDefault ? row % tokens : positions[row];
            var turns = new RotaryRow(angles.Cosines(position), angles.Sines(position));
            for (var start = row * width; start < (row + 1) * width; start += head)
            {
                Turn(buffers.From.Slice(start, head), buffers.To.Slice(start, head), turns, direction);
            }
        }
    }

    private static void Turn(ReadOnlySpan<float> from, Span<float> to, RotaryRow row, float direction)
    {
        var half = row.Cosines.Length;
        for (var i = 0; i < half; i++)
        {
            var (cosine, sine) = (row.Cosines[i], direction * row.Sines[i]);
            var (first, second) = (from[i], from[half + i]);
            to[i] = (first * cosine) - (second * sine);
            to[half + i] = (second * cosine) + (first * sine);
        }
    }
}
