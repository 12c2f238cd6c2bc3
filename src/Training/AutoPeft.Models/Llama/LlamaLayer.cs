using AutoPeft.Models.Extensions;
using AutoPeft.Models.Layers;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Llama;

/// <summary>
/// One pre-norm layer: <c>y = x + Attention(Norm(x))</c>, then <c>z = y + Down(silu(Gate(n)) · Up(n))</c> with <c>n = Norm(y)</c>.
/// </summary>
internal sealed class LlamaLayer : ITransformerLayer
{
    private readonly LlamaConfig _config;
    private readonly RotaryAngles _angles;
    private readonly int _layer;
    private readonly Dictionary<ModuleKind, LinearModule> _modules;
    private readonly Dictionary<SublayerKind, NormModule> _norms;

    public LlamaLayer(LlamaConfig config, (WeightTable Weights, RotaryAngles Angles) shared, int layer)
    {
        _config = config;
        _angles = shared.Angles;
        _layer = layer;
        _modules = LlamaTensors.Modules(config, layer).ToDictionary(module => module.Kind, shared.Weights.Linear);
        _norms = LlamaTensors.Norms(config, layer)
            .ToDictionary(norm => norm.Kind, norm => shared.Weights.Norm(norm, config.NormEpsilon));
    }

    /// <inheritdoc/>
    public Tensor Apply(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var attended = Attend(Normed(SublayerKind.Attention, input, context), mask, context);
        var entered = context.Narrow(input);
        var rest = context.Narrowed();
        var output = _modules[ModuleKind.AttentionOutput].Apply(attended, rest);
        var middle = ResidualBlock.ClosePreNorm((_layer, SublayerKind.Attention), (entered, output), rest);
        var fed = FeedForward(Normed(SublayerKind.FeedForward, middle, rest), rest);

        return ResidualBlock.ClosePreNorm((_layer, SublayerKind.FeedForward), (middle, fed), rest);
    }

    private Tensor Normed(SublayerKind kind, Tensor input, ForwardContext context) =>
        _norms[kind].Apply(input, (_layer, kind), context);

    private Tensor Attend(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var projected = (
            Rotated(ModuleKind.Query, context.Narrow(input), context.Narrowed()), // [B, T, H · D]
            Rotated(ModuleKind.Key, input, context), // [B, T, G · D]
            _modules[ModuleKind.Value].Apply(input, context));

        return PrefixedAttention.Compute(input, projected, mask, (_layer, _config.Heads, _config.KeyValueHeads), context);
    }

    private Tensor Rotated(ModuleKind kind, Tensor input, ForwardContext context) => context.PerTrial(
        static _ => true, (own, parts) => parts[0].Rotate(_angles, own.Kept?.Positions ?? default), _modules[kind].Apply(input, context));

    private Tensor FeedForward(Tensor input, ForwardContext context)
    {
        var gate = _modules[ModuleKind.FeedForwardGate].Apply(input, context).Silu(); // [B, T, I]
        var inner = gate.Multiply(_modules[ModuleKind.FeedForwardUp].Apply(input, context));

        return _modules[ModuleKind.FeedForwardDown].Apply(inner, context);
    }
}
