using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Numerics;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Flora;

/// <summary>Adds <c>Scale · B · G · A · x</c> to the output of a linear module (Si et al. 2024, Eq. 3).</summary>
/// <param name="parameters">A, [r, in], G, [r, r], and B, [out, r].</param>
/// <param name="module">The module.</param>
/// <param name="scale">The factor.</param>
internal sealed class FloraExtension(NamedTensor[] parameters, ModuleShape module, double scale) : TargetExtension(parameters)
{
    private Tensor A => Parameters[0].Tensor;

    private Tensor Core => Parameters[1].Tensor;

    private Tensor B => Parameters[2].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context) =>
        output.Add(input.Linear(A).Linear(Core).Scale((float)scale).Linear(B)); // [B, T, out]

    /// <summary>The same as a plain low-rank module, A and B G.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var rank = Core.Shape[0];
        var core = DenseMatrix.Of(Core.ToArray(), rank, rank).Transposed();

        return LoraNames.Folded(module, A.ToArray(), DenseMatrix.Of(B.ToArray(), module.OutputSize, rank).TimesTransposed(core).ToFloats());
    }
}
