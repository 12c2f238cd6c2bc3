using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.RandLora;

/// <summary>Adds the sum of random bases to the output of a linear module; the trained diagonals act on its smaller side.</summary>
/// <param name="shared">A, [r, largest smaller side], and B, [largest larger side, bases · r], constants.</param>
/// <param name="trained">Λ, [r, n], and Γ, [n, smaller side].</param>
/// <param name="module">The module.</param>
/// <param name="scale">The factor.</param>
internal sealed class RandLoraExtension(
    (Tensor A, Tensor B) shared, (NamedTensor Lambda, NamedTensor Gamma) trained, ModuleShape module, double scale)
    : TargetExtension(trained.Lambda, trained.Gamma)
{
    private readonly (int Rank, int Bases) _size = (trained.Lambda.Tensor.Shape[0], trained.Lambda.Tensor.Shape.Last);

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var (small, large) = (Small(), Large());
        var isWide = module.InputSize <= module.OutputSize;
        var inner = input.Linear(isWide ? small : large.Transpose()); // [B, T, r n]
        var weighted = inner.Multiply(trained.Lambda.Tensor.Reshape(new(_size.Rank * _size.Bases))).Scale((float)scale);

        return output.Add(weighted.Linear(isWide ? large : small.Transpose())); // [B, T, out]
    }

    // Row k n + b: row k of A, times row b of Γ, [r n, smaller side].
    private Tensor Small()
    {
        var count = _size.Rank * _size.Bases;
        int[] rank = [.. Enumerable.Range(0, count).Select(row => row / _size.Bases)];
        int[] basis = [.. Enumerable.Range(0, count).Select(row => row % _size.Bases)];
        var side = trained.Gamma.Tensor.Shape.Last;

        return shared.A.SliceLast(0, side).Gather(rank, new(count)).Multiply(trained.Gamma.Tensor.Gather(basis, new(count)));
    }

    // The first rows and bases of B, [larger side, n r].
    private Tensor Large()
    {
        var rows = Math.Max(module.InputSize, module.OutputSize);

        return shared.B.SliceLast(0, _size.Rank * _size.Bases).Gather([.. Enumerable.Range(0, rows)], new(rows));
    }
}
