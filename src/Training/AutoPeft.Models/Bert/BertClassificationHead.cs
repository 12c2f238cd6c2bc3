using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Models.Bert;

/// <summary>
/// BERT's own classifier: the first token's vector through a dense layer and tanh (the pooler), dropout, and a linear
/// layer.
/// </summary>
internal sealed class BertClassificationHead : ITaskHead
{
    private readonly Tensor _poolerWeight;
    private readonly Tensor _poolerBias;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly float _dropout;

    private BertClassificationHead(IReadOnlyList<NamedTensor> parameters, float dropout)
    {
        Parameters = parameters;
        (_poolerWeight, _poolerBias) = (parameters[0].Tensor, parameters[1].Tensor);
        (_weight, _bias) = (parameters[2].Tensor, parameters[3].Tensor);
        _dropout = dropout;
    }

    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>
    /// A head whose pooler starts from the checkpoint's where that had one, and the rest from N(0, σ²) and zero.
    /// </summary>
    public static BertClassificationHead Create(
        BertModel model, IReadOnlyList<TensorData> pooler, int classes, (RandomKey Key, float? Dropout) settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var (config, engine) = (model.Config, model.Engine);
        var tensors = BertTensors.PoolerTensors(config)
            .Append(new("classifier.weight", new Shape(classes, config.HiddenSize)))
            .Append(new("classifier.bias", new Shape(classes)));
        var parameters = tensors.Select(tensor => pooler.FirstOrDefault(item => item.Name == tensor.Name) is { } stored
            ? new NamedTensor(tensor.Name, engine.Parameter(stored.Values.Span, stored.Shape))
            : BertInitialization.Create(engine, tensor, config.InitializerRange, settings.Key));

        return new([.. parameters], settings.Dropout ?? config.ClassifierDropout ?? config.HiddenDropout);
    }

    public Tensor Logits(Tensor hidden, TokenBatch batch, ForwardContext context)
    {
        var pooled = hidden.SelectToken(0).Linear(_poolerWeight, _poolerBias).Tanh(); // [B, C]

        return pooled.Drop(_dropout, context, "classifier").Linear(_weight, _bias); // [B, K]
    }

    public void Dispose()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Tensor.Dispose();
        }
    }
}
