using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Numerics;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>Adds <c>Scale · B · R · A · x</c> to the output of a linear module, with frozen A and B (Bałazy et al. 2024, Sec. 3).</summary>
/// <param name="core">R, [r, r].</param>
/// <param name="frozen">A, [r, in], and B, [out, r], constants.</param>
/// <param name="module">The module.</param>
/// <param name="scale">The factor.</param>
internal sealed class LoraXsExtension(NamedTensor core, (Tensor A, Tensor B) frozen, ModuleShape module, double scale) : TargetExtension(core)
{
    public override IReadOnlyList<Tensor> Constants => [frozen.A, frozen.B];

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var inner = input.Linear(frozen.A).Linear(core.Tensor).Scale((float)scale); // [B, T, r]

        return output.Add(inner.Linear(frozen.B)); // [B, T, out]
    }

    /// <summary>The same as a plain low-rank module, A and B R.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var rank = core.Tensor.Shape[0];
        var parts = LoraNames.Parts(module, rank);
        var product = DenseMatrix.Of(frozen.B.ToArray(), module.OutputSize, rank)
            .TimesTransposed(DenseMatrix.Of(core.Tensor.ToArray(), rank, rank).Transposed());

        return [new(parts[0].Name, parts[0].Shape, frozen.A.ToArray()), new(parts[1].Name, parts[1].Shape, product.ToFloats())];
    }
}
