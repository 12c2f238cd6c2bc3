using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Heads;

/// <summary>A classifier of tokens: dropout and a linear layer on every hidden state.</summary>
internal sealed class TokenHead : ITaskHead
{
    private readonly float _dropout;

    /// <param name="parameters">Where its weights come from.</param>
    /// <param name="name">What the family calls the layer.</param>
    /// <param name="shape">[K, C].</param>
    /// <param name="dropout">The share of inputs that training drops.</param>
    public TokenHead(HeadParameters parameters, string name, Shape shape, float dropout)
    {
        Parameters = parameters.Create(
            new TensorRequirement($"{name}.weight", shape), new TensorRequirement($"{name}.bias", new Shape(shape[0])));
        _dropout = dropout;
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    public Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context) =>
        hidden.Drop(_dropout, context, "classifier").Linear(Parameters[0].Tensor, Parameters[1].Tensor); // [B, T, K]

    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Tensor.Dispose();
        }
    }
}
