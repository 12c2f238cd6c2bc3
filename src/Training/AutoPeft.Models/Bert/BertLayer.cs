using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Bert;

/// <summary>One post-norm layer: <c>y = Norm(x + Attention(x))</c>, then <c>z = Norm(y + FeedForward(y))</c>.</summary>
internal sealed class BertLayer : ITransformerLayer
{
    private readonly BertConfig _config;
    private readonly int _layer;
    private readonly Dictionary<ModuleKind, LinearModule> _modules;
    private readonly NormModule _attentionNorm;
    private readonly NormModule _feedForwardNorm;

    public BertLayer(BertWeights weights, int layer)
    {
        _config = weights.Config;
        _layer = layer;
        _modules = BertTensors.Modules(_config, layer).ToDictionary(module => module.Kind, weights.Linear);
        var norms = BertTensors.Norms(_config, layer);
        (_attentionNorm, _feedForwardNorm) = (weights.Norm(norms[0].Path), weights.Norm(norms[1].Path));
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var entered = context.Narrow(input);
        var rest = context.Narrowed();
        var attended = Attend(_modules[ModuleKind.Query].Apply(entered, rest), input, mask, context);
        var middle = Close(SublayerKind.Attention, entered, _modules[ModuleKind.AttentionOutput].Apply(attended, rest), rest);

        return Close(SublayerKind.FeedForward, middle, FeedForward(middle, rest), rest);
    }

    private Tensor Attend(Tensor query, Tensor input, AttentionMask mask, ForwardContext context)
    {
        var projected = (
            query,
            _modules[ModuleKind.Key].Apply(input, context),
            _modules[ModuleKind.Value].Apply(input, context));

        return PrefixedAttention.Compute(input, projected, mask, (_layer, _config.Heads, _config.Heads), context);
    }

    private Tensor FeedForward(Tensor input, ForwardContext context)
    {
        var inner = _modules[ModuleKind.FeedForwardUp].Apply(input, context).Activate(_config.Activation); // [B, T, I]

        return _modules[ModuleKind.FeedForwardDown].Apply(inner, context);
    }

    /// <summary>The end of a residual block: dropout, what the extensions add, residual sum and norm.</summary>
    private Tensor Close(SublayerKind kind, Tensor input, Tensor output, ForwardContext context)
    {
        var isAttention = kind == SublayerKind.Attention;
        var norm = isAttention ? _attentionNorm : _feedForwardNorm;
        var dropped = isAttention && !_config.Dialect.DropsAttentionOutput
            ? output
            : output.Drop(_config.HiddenDropout, context, $"layer.{_layer}.{kind}");

        return ResidualBlock.Close(
            (_layer, kind),
            (input, dropped),
            (hidden, entered, own) => norm.Apply(hidden.Add(entered), (_layer, kind), own),
            context);
    }
}
