using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.FrozenWork;

/// <summary>
/// Computes the frozen part anew for every batch: the plain version of <see cref="StoredStates"/>, with the same
/// results.
/// </summary>
/// <remarks>
/// The frozen part always runs as in evaluation, without dropout; see <see cref="FrozenStateCache"/>.
/// </remarks>
internal sealed class ComputedStates(ITransformer model, int layers) : IHiddenStateSource
{
    public Tensor States(ImmutableArray<int> rows, TokenBatch batch, ForwardContext context)
    {
        using var frozen = model.Engine.NoGradient();

        return model.RunLayers(model.Embed(batch, ForwardContext.Evaluation), ..layers, batch, ForwardContext.Evaluation);
    }

    public void Dispose()
    {
    }
}
