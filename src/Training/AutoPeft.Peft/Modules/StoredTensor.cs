using AutoPeft.Models;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Peft.Modules;

/// <summary>A tensor outside of any engine, as files hold it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">The extent along each axis.</param>
/// <param name="Values">The elements, row-major; exactly <c>Shape.Count</c>.</param>
public sealed record StoredTensor(string Name, Shape Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>A copy of a tensor of an engine.</summary>
    public static StoredTensor Of(NamedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);

        return new(tensor.Name, tensor.Tensor.Shape, tensor.Tensor.ToArray());
    }
}
