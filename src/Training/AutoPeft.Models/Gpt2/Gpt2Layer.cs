using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Gpt2;

/// <summary>One pre-norm layer: <c>y = x + Attention(Norm(x))</c>, then <c>z = y + FeedForward(Norm(y))</c>.</summary>
internal sealed class Gpt2Layer : ITransformerLayer
{
    private readonly Gpt2Config _config;
    private readonly int _layer;
    private readonly Dictionary<ModuleKind, LinearModule> _modules;
    private readonly Dictionary<SublayerKind, NormModule> _norms;

    public Gpt2Layer(Gpt2Config config, WeightTable weights, int layer)
    {
        _config = config;
        _layer = layer;
        _modules = Gpt2Tensors.Modules(config, layer).ToDictionary(module => module.Kind, weights.Linear);
        _norms = Gpt2Tensors.Norms(config, layer)
            .ToDictionary(norm => norm.Kind, norm => weights.Norm(norm, config.LayerNormEpsilon));
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var attended = Attend(Normed(SublayerKind.Attention, input, context), mask, context);
        var entered = context.Narrow(input);
        var rest = context.Narrowed();
        var middle = Close(SublayerKind.Attention, (entered, _modules[ModuleKind.AttentionOutput].Apply(attended, rest)), rest);
        var fed = FeedForward(Normed(SublayerKind.FeedForward, middle, rest), rest);

        return Close(SublayerKind.FeedForward, (middle, fed), rest);
    }

    private Tensor Normed(SublayerKind kind, Tensor input, ForwardContext context) =>
        _norms[kind].Apply(input, (_layer, kind), context);

    private Tensor Attend(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var width = _config.HiddenSize;
        var all = _modules[ModuleKind.QueryKeyValue].Apply(input, context); // [B, T, 3 C]: one product, so of all tokens
        var parts = (context.Narrow(all).SliceLast(0, width), all.SliceLast(width, width), all.SliceLast(2 * width, width));

        return PrefixedAttention.Compute(input, parts, mask, (_layer, _config.Heads, _config.Heads), context);
    }

    private Tensor FeedForward(Tensor input, ForwardContext context)
    {
        var inner = _modules[ModuleKind.FeedForwardUp].Apply(input, context).Activate(_config.Activation); // [B, T, I]

        return _modules[ModuleKind.FeedForwardDown].Apply(inner, context);
    }

    private Tensor Close(SublayerKind kind, (Tensor Input, Tensor Output) block, ForwardContext context)
    {
        var dropped = block.Output.Drop(_config.ResidualDropout, context, $"layer.{_layer}.{kind}");

        return ResidualBlock.ClosePreNorm((_layer, kind), (block.Input, dropped), context);
    }
}
