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
}
