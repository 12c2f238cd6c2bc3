using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Checkpoints;

/// <summary>A tensor to be stored, without an engine behind it.</summary>
/// <param name="Name">The name it will have in the file.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its elements, row-major; exactly <c>Shape.Count</c> of them.</param>
public sealed record TensorData(string Name, Shape Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>A copy of a tensor's elements under its name.</summary>
    public static TensorData Of(NamedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);

        return new(tensor.Name, tensor.Tensor.Shape, tensor.Tensor.ToArray());
    }

    /// <summary>The transpose of a matrix under the same name.</summary>
    /// <exception cref="InvalidOperationException">It is no matrix.</exception>
    public TensorData Transposed()
    {
        if (Shape.Rank != 2)
        {
            throw new InvalidOperationException($"The tensor '{Name}', {Shape}, is no matrix.");
        }

        var (rows, columns) = (Shape[0], Shape[1]);
        var source = Values.Span;
        var values = new float[source.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                values[(j * rows) + i] = source[(i * columns) + j];
            }
        }

        return new(Name, new(columns, rows), values);
    }
}
