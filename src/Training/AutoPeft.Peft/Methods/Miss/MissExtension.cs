using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Miss;

/// <summary>Adds <c>Dᵀ s</c> to the output of a linear module, with s the inputs summed by their remainder.</summary>
internal sealed class MissExtension(NamedTensor block, int inputs, ITensorEngine engine) : TargetExtension(block)
{
    private readonly Tensor _shards = Shards(block.Tensor.Shape[0], inputs, engine); // [r, in]

    public override IReadOnlyList<Tensor> Constants => [_shards];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var sums = input.Linear(_shards); // [B, T, r]

        return output.Add(sums.Linear(block.Tensor.Transpose())); // [B, T, out]
    }

    // One where column i belongs to row i mod r.
    private static Tensor Shards(int rank, int inputs, ITensorEngine engine)
    {
        var values = new float[rank * inputs];
        for (var i = 0; i < inputs; i++)
        {
            values[(i % rank * inputs) + i] = 1;
        }

        return engine.Constant(values, new(rank, inputs));
    }
}
