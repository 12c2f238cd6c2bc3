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
                source.Slice(row * part.Shape.Last, part.Shape.Last).CopyTo(values.AsSpan((row * Width) + column));
            }

            column += part.Shape.Last;
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
                values.Span.Slice((row * Width) + column, part.Shape.Last).CopyTo(own.AsSpan(row * part.Shape.Last));
            }

            column += part.Shape.Last;
            yield return new(part.Name, part.Shape, own);
        }
    }

    private int Rows => Parts[0].Shape.Rows;

    private int Width => Parts.Sum(part => part.Shape.Last);
}
