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
        var middle = ResidualBlock.ClosePreNorm((_layer, SublayerKind.Attention), (input, attended), context);
        var fed = FeedForward(Normed(SublayerKind.FeedForward, middle, context), context);

        return ResidualBlock.ClosePreNorm((_layer, SublayerKind.FeedForward), (middle, fed), context);
    }

    private Tensor Normed(SublayerKind kind, Tensor input, ForwardContext context) =>
        _norms[kind].Apply(input, (_layer, kind), context);

    private Tensor Attend(Tensor input, AttentionMask mask, ForwardContext context)
    {
        var projected = (
            Rotated(ModuleKind.Query, input, context), // [B, T, H · D]
            Rotated(ModuleKind.Key, input, context), // [B, T, G · D]
            _modules[ModuleKind.Value].Apply(input, context));
        var attended = PrefixedAttention.Compute(
            input, projected, mask, (_layer, _config.Heads, _config.KeyValueHeads), context);

        return _modules[ModuleKind.AttentionOutput].Apply(attended, context);
    }

    private Tensor Rotated(ModuleKind kind, Tensor input, ForwardContext context) => context.PerTrial(
        static _ => true, (_, parts) => parts[0].Rotate(_angles), _modules[kind].Apply(input, context));

    private Tensor FeedForward(Tensor input, ForwardContext context)
    {
        var gate = _modules[ModuleKind.FeedForwardGate].Apply(input, context).Silu(); // [B, T, I]
        var inner = gate.Multiply(_modules[ModuleKind.FeedForwardUp].Apply(input, context));

        return _modules[ModuleKind.FeedForwardDown].Apply(inner, context);
    }
}
