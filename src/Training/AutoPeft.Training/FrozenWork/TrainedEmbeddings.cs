using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Training.FrozenWork;

/// <summary>Embeds the tokens with weights that are trained themselves: full fine-tuning has no frozen part.</summary>
internal sealed class TrainedEmbeddings(ITransformer model) : IHiddenStateSource
{
    public Tensor States(ImmutableArray<int> rows, TokenBatch batch, ForwardContext context) =>
        model.Embed(batch, context);

    public void Dispose()
    {
    }
}
