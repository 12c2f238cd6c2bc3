using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Formats;

/// <summary>A tensor of a target, made of ours: their columns side by side, in the target's shape.</summary>
/// <param name="Name">The target's name.</param>
/// <param name="Shape">The target's shape; as many elements as the parts together.</param>
/// <param name="Parts">Our tensors; all of them have the same number of rows.</param>
public sealed record TensorLayout(string Name, Shape Shape, ImmutableArray<TensorPart> Parts)
{
    /// <summary>A tensor that is one of ours under another name, perhaps in another shape.</summary>
    public static TensorLayout Of(string name, Shape shape, TensorPart part) => new(name, shape, [part]);

    /// <summary>A tensor that is one of ours under another name.</summary>
    public static TensorLayout Of(string name, TensorPart part)
    {
        ArgumentNullException.ThrowIfNull(part);

        return Of(name, part.Shape, part);
    }

    /// <summary>A square matrix with a vector of ours on its diagonal, and zeros elsewhere.</summary>
    public static TensorLayout Diagonal(string name, TensorPart part)
    {
        ArgumentNullException.ThrowIfNull(part);

        return new(name, new(part.Shape.Count, part.Shape.Count), [part]) { IsDiagonal = true };
    }

    /// <summary>Whether the part is the diagonal of the target's tensor.</summary>
    public bool IsDiagonal { get; private init; }

    /// <summary>The target's tensor from ours.</summary>
    /// <param name="weights">Our tensors by name.</param>
    /// <exception cref="KeyNotFoundException">A part is missing.</exception>
    public TensorData Pack(IReadOnlyDictionary<string, TensorData> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);

        var values = new float[Shape.Count];
        var column = 0;
        foreach (var part in Parts)
        {
            var source = weights[part.Name].Values.Span;
            for (var row = 0; row < Rows; row++)
            {
                source.Slice(row * WidthOf(part), WidthOf(part)).CopyTo(values.AsSpan((row * Stride) + column));
            }

            column += WidthOf(part);
        }

        return new(Name, Shape, values);
    }

    /// <summary>Our tensors from the target's.</summary>
    /// <param name="values">Its elements, row-major; exactly <c>Shape.Count</c>.</param>
    public IEnumerable<TensorData> Unpack(ReadOnlyMemory<float> values)
    {
        var column = 0;
        foreach (var part in Parts)
        {
            var own = new float[part.Shape.Count];
            for (var row = 0; row < Rows; row++)
            {
                values.Span.Slice((row * Stride) + column, WidthOf(part)).CopyTo(own.AsSpan(row * WidthOf(part)));
            }

            column += WidthOf(part);
            yield return new(part.Name, part.Shape, own);
        }
    }

    /// <summary>Whether the target's tensor holds nothing but what our parts are read from.</summary>
    internal bool Covers(ReadOnlySpan<float> values)
    {
        for (var i = 0; IsDiagonal && i < values.Length; i++)
        {
            if (i % Stride != 0 && values[i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    // On a diagonal each element of the vector is a row of its own, one further to the right than the one above it.
    private int Rows => IsDiagonal ? Parts[0].Shape.Count : Parts[0].Shape.Rows;

    private int Stride => IsDiagonal ? Parts[0].Shape.Count + 1 : Parts.Sum(part => part.Shape.Last);

    private int WidthOf(TensorPart part) => IsDiagonal ? 1 : part.Shape.Last;
}
