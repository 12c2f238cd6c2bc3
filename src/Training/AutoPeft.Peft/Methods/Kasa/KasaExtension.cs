using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Kasa;

/// <summary>Adds <c>Scale · B · diag(e) · A · x − U S Vᵀ x</c> to the output of a linear module, because the frozen weight is shared and stays.</summary>
/// <param name="parameters">A, [r, in], e, [r], and B, [out, r].</param>
/// <param name="minor">Vᵀ, [r, in], and −U S, [out, r], constants.</param>
/// <param name="place">The settings and the module.</param>
/// <param name="engine">The engine of the model.</param>
internal sealed class KasaExtension(
    NamedTensor[] parameters, (Tensor V, Tensor MinusUs) minor, (KasaConfig Config, ModuleShape Module) place, ITensorEngine engine)
    : TargetExtension(parameters)
{
    private readonly OrthogonalityPenalty _orthogonality = new(place.Config.Rank, engine);

    public override IReadOnlyList<Tensor> Constants => [minor.V, minor.MinusUs, _orthogonality.MinusIdentity];

    private Tensor A => Parameters[0].Tensor;

    private Tensor Values => Parameters[1].Tensor;

    private Tensor B => Parameters[2].Tensor;

    public override Tensor Extend(Tensor input, Tensor output, ForwardContext context)
    {
        var reduced = input.Linear(A).Multiply(Values).Scale((float)place.Config.Scale); // [B, T, r]

        return output.Add(reduced.Linear(B)).Add(input.Linear(minor.V).Linear(minor.MinusUs)); // [B, T, out]
    }

    /// <summary>The two terms of Eq. 12, with squared norms.</summary>
    public override Tensor Penalty() => Values.Multiply(Values).Sum().Scale((float)place.Config.ValuePenalty)
        .Add(_orthogonality.Of(A, B).Scale((float)place.Config.Orthogonality));

    /// <summary>One update of twice the rank: the rows of A and Vᵀ, and the columns of B diag(e) and −U S over the scale, side by side.</summary>
    public override IEnumerable<TensorData> Folded()
    {
        var (rank, b, values, minus) = (place.Config.Rank, B.ToArray(), Values.ToArray(), minor.MinusUs.ToArray());
        var columns = new float[2 * b.Length];
        for (var i = 0; i < b.Length; i++)
        {
            var (row, column) = (i / rank, i % rank);
            columns[(2 * row * rank) + column] = b[i] * values[column];
            columns[(((2 * row) + 1) * rank) + column] = (float)(minus[i] / place.Config.Scale);
        }

        return LoraNames.Folded(place.Module, [.. A.ToArray(), .. minor.V.ToArray()], columns);
    }
}
