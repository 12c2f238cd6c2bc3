using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods;

/// <summary>Adds <c>Scale · B · M · A · x</c> to the output of a linear module.</summary>
/// <param name="core">M, [r, r], or its diagonal, [r].</param>
/// <param name="frozen">A, [r, in], and B, [out, r], constants.</param>
/// <param name="module">The module.</param>
/// <param name="scale">The factor.</param>
internal sealed class CoreExtension(NamedTensor core, (Tensor A, Tensor B) frozen, ModuleShape module, double scale) : TargetExtension(core)
{
    public override IReadOnlyList<Tensor> Constants => [frozen.A, frozen.B];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var reduced = input.Linear(frozen.A);
        var inner = core.Tensor.Shape.Rank == 1 ? reduced.Multiply(core.Tensor) : reduced.Linear(core.Tensor); // [B, T, r]

        return output.Add(inner.Scale((float)scale).Linear(frozen.B)); // [B, T, out]
    }

    /// <summary>The same as a plain low-rank module, A and B M.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var (rank, values, b) = (core.Tensor.Shape[0], core.Tensor.ToArray(), frozen.B.ToArray());
        var product = new float[b.Length];
        for (var row = 0; row < module.OutputSize; row++)
        {
            for (var column = 0; column < rank; column++)
            {
                product[(row * rank) + column] = core.Tensor.Shape.Rank == 1
                    ? b[(row * rank) + column] * values[column]
                    : (float)Enumerable.Range(0, rank).Sum(i => (double)b[(row * rank) + i] * values[(i * rank) + column]);
            }
        }

        return LoraNames.Folded(module, frozen.A.ToArray(), product);
    }
}
