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

        return model.RunLayers(Embed(batch), ..layers, batch, ForwardContext.Evaluation);
    }

    public void Dispose()
    {
    }

    /// <summary>The embeddings alone; the parts that they are the sum of give their memory back.</summary>
    private Tensor Embed(TokenBatch batch)
    {
        using var local = model.Engine.LocalScope();

        return local.Keep(model.Embed(batch, ForwardContext.Evaluation));
    }
}
