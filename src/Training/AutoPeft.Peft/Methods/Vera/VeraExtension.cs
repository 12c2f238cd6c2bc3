using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Adds <c>Λb B Λd A x</c> to the output of a linear module (Kopiczko et al. 2024, Eq. 2).</summary>
internal sealed class VeraExtension(
    (Tensor A, Tensor B) shared, (NamedTensor D, NamedTensor B) diagonals, ModuleShape module)
    : TargetExtension(diagonals.D, diagonals.B)
{
    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var inner = input.Linear(Columns(shared.A, module.InputSize)).Multiply(diagonals.D.Tensor); // [B, T, r]
        var outer = inner.Linear(Rows(shared.B, module.OutputSize)).Multiply(diagonals.B.Tensor); // [B, T, out]

        return output.Add(outer);
    }

    private static Tensor Columns(Tensor matrix, int count) =>
        matrix.Shape.Last == count ? matrix : matrix.SliceLast(0, count);

    private static Tensor Rows(Tensor matrix, int count) =>
        matrix.Shape[0] == count ? matrix : matrix.Transpose().SliceLast(0, count).Transpose();
}
