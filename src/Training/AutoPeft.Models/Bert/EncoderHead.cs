using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Bert;

/// <summary>
/// The encoders' own classifier: the first token's vector through a dense layer and tanh (BERT's pooler), dropout, and a
/// linear layer.
/// </summary>
internal sealed class EncoderHead : ITaskHead
{
    private readonly EncoderHeadNames _names;
    private readonly float _dropout;

    private EncoderHead(EncoderHeadNames names, IReadOnlyList<NamedTensor> parameters, float dropout)
    {
        _names = names;
        Parameters = parameters;
        _dropout = dropout;
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    public TokensRead Reads => TokensRead.First;

    /// <summary>
    /// A head whose pooler starts from the checkpoint's where that had one, and the rest from N(0, σ²) and zero.
    /// </summary>
    public static EncoderHead Create(
        BertModel model, IReadOnlyList<TensorData> pooler, int outputs, (RandomKey Key, float Dropout) settings)
    {
        var (config, engine) = (model.Config, model.Engine);
        var parameters = BertTensors.HeadDense(config)
            .Concat(BertTensors.Linear(config.Dialect.Head.Output, config.HiddenSize, outputs))
            .Select(tensor => pooler.FirstOrDefault(item => item.Name == tensor.Name) is { } stored
                ? new NamedTensor(tensor.Name, engine.Parameter(stored.Values.Span, stored.Shape))
                : NewWeights.Create(engine, tensor, config.InitializerRange, settings.Key));

        return new(config.Dialect.Head, [.. parameters], settings.Dropout);
    }

    public Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context)
    {
        var first = hidden.SelectToken(0); // [B, C]
        var input = _names.DropsInput ? first.Drop(_dropout, context, "pooler") : first;
        var dense = input.Linear(Parameters[0].Tensor, Parameters[1].Tensor);
        var pooled = _names.IsRectified ? dense.Relu() : dense.Tanh();

        return pooled.Drop(_dropout, context, "classifier").Linear(Parameters[2].Tensor, Parameters[3].Tensor); // [B, K]
    }

    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Tensor.Dispose();
        }
    }
}
