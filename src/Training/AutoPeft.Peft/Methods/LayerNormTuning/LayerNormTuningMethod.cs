using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.LayerNormTuning;

/// <summary>LayerNorm tuning, described in <see cref="LayerNormTuningConfig"/>.</summary>
internal sealed class LayerNormTuningMethod : TypedPeftMethod<LayerNormTuningConfig>
{
    private const string Attention = "attention";
    private const string FeedForward = "feed_forward";

    public override string Name => LayerNormTuningConfig.MethodName;

    public override string Title => "LayerNorm tuning";

    public override string Paper =>
        "Zhao et al., Tuning LayerNorm in Attention: Towards Efficient Multi-Modal LLM Finetuning, ICLR 2024";

    public override string Formula => "g * (x - mean) / deviation + b, with trained g and b";

    public override string ParameterFormula => "2 C for each norm with a bias, C without";

    public override HuggingFaceMapping HuggingFace { get; } = new LayerNormTuningHuggingFace();

    public override bool Mergeable => true;

    protected override ImmutableArray<ConfigField<LayerNormTuningConfig>> Settings { get; } =
    [
        Setting.Presence<LayerNormTuningConfig>(),
        Setting.Flag(
            Attention,
            "Whether the norm of the attention block is trained.",
            (LayerNormTuningConfig config) => config.Attention,
            (config, flag) => config with { Attention = flag }),
        Setting.Flag(
            FeedForward,
            "Whether the norm of the feed-forward block is trained.",
            (LayerNormTuningConfig config) => config.FeedForward,
            (config, flag) => config with { FeedForward = flag }),
    ];

    /// <summary>The norms of these layers.</summary>
    public static IEnumerable<NormShape> Norms(LayerNormTuningConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        from layer in layers
        from kind in config.Kinds
        select shape.FindNorm(layer, kind) ?? throw new ArgumentException($"Layer {layer} of the model has no {kind} norm.", nameof(shape));

    /// <summary>The weight and, where there is one, the bias of a norm, both [C].</summary>
    public static TensorPart[] Parts(NormShape norm)
    {
        var block = norm.Kind == SublayerKind.Attention ? Attention : FeedForward;
        var name = $"layers.{norm.Layer}.{LayerNormTuningConfig.MethodName}.{block}";
        var weight = new TensorPart(name + ".weight", new(norm.Size));

        return norm.HasBias ? [weight, new(name + ".bias", new(norm.Size))] : [weight];
    }

    // The decoders have a norm in front of their attention, the encoders behind it.
    internal override bool ComesBehindAttention(MethodConfig config, ModelShape shape) => shape.Family is not ("gpt2" or "llama");

    protected override IEnumerable<TensorPart> SavedTensors(
        LayerNormTuningConfig config, ImmutableArray<int> layers, ModelShape shape) => Norms(config, layers, shape).SelectMany(Parts);

    protected override PeftModule Build(LayerNormTuningConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new LayerNormTuningModule([.. Norms(config, layers, context.Shape).Select(norm => Copy(norm, context))]);

    /// <summary>Parameters: <c>2 C</c> for each norm with a bias, <c>C</c> without.</summary>
    protected override MethodCost Cost(LayerNormTuningConfig config, ImmutableArray<int> layers, CostContext context)
    {
        var parameters = Norms(config, layers, context.Shape).SelectMany(Parts).Sum(part => (long)part.Shape.Count);

        // The model computes its norms in any case: only their gradients are new.
        return MethodCost.Zero with { Trainable = parameters, Counted = parameters, Saved = parameters };
    }

    private static LayerNormExtension Copy(NormShape norm, ModuleContext context)
    {
        var sources = norm.HasBias ? (string[])[".weight", ".bias"] : [".weight"];

        return new(norm,
        [
            .. Parts(norm).Zip(sources, (part, source) =>
                context.Parameter(part, context.Weight(norm.Path + source)!.ToArray())),
        ]);
    }
}
