using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Dept;

/// <summary>Adds A B to the first positions of the text and puts the prompt in front (Shi and Lipani 2024, Eq. 3).</summary>
/// <param name="parameters">P, [L, C], A, [s, r], and B as its columns, [C, r].</param>
/// <param name="engine">The engine of the model.</param>
internal sealed class DeptExtension(NamedTensor[] parameters, ITensorEngine engine) : IInputExtension
{
    public int Length => parameters[0].Tensor.Shape[0];

    public Tensor Enter(Tensor hidden, ForwardContext context)
    {
        var (batch, tokens) = (hidden.Shape[0], hidden.Shape[1]);
        var a = parameters[1].Tensor;
        var (positions, rank) = (a.Shape[0], a.Shape.Last);
        using var none = engine.Constant(new float[rank], new(1, rank));
        var rows = a.Reshape(new(1, positions, rank)).Prepend(none).Reshape(new(positions + 1, rank)); // row 0 for later positions
        int[] numbers = [.. Enumerable.Range(0, batch * tokens).Select(place => place % tokens < positions ? (place % tokens) + 1 : 0)];
        var change = rows.Gather(numbers, new(batch, tokens)).Linear(parameters[2].Tensor); // [B, T, C]

        return hidden.Add(change).Prepend(parameters[0].Tensor); // [B, L + T, C]
    }
}
