using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Modules;

/// <summary>How far the rows of A and the columns of B are from orthonormal: <c>‖A Aᵀ − I‖² + ‖Bᵀ B − I‖²</c>, squared Frobenius norms.</summary>
internal sealed class OrthogonalityPenalty(int rank, ITensorEngine engine)
{
    /// <summary>−I, [r, r], which belongs to the module.</summary>
    public Tensor MinusIdentity { get; } = engine.Constant(
        [.. Enumerable.Range(0, rank * rank).Select(i => i % (rank + 1) == 0 ? -1f : 0)], new(rank, rank));

    /// <summary>The penalty, a scalar.</summary>
    /// <param name="a">A, [r, in].</param>
    /// <param name="b">B, [out, r].</param>
    public Tensor Of(Tensor a, Tensor b)
    {
        var turned = b.Transpose(); // [r, out]
        var rows = a.Linear(a).Add(MinusIdentity);
        var columns = turned.Linear(turned).Add(MinusIdentity);

        return rows.Multiply(rows).Sum().Add(columns.Multiply(columns).Sum());
    }
}
