using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that adds a bottleneck at the end of a block.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class BottleneckMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : BottleneckConfig, new()
{
    public override string ParameterFormula => "2 C D + C + D for each block that has one, counted 2 C D";

    public sealed override bool Mergeable => false;

    internal sealed override bool ComesBehindAttention(MethodConfig config, ModelShape shape) => true;

    internal sealed override bool ComesAtTheEnd(MethodConfig config) =>
        config is BottleneckConfig { Placement: BottleneckPlacement.FeedForward };

    /// <summary>The numbers a token that reading the block's state keeps, in multiples of C.</summary>
    protected abstract double StateActivations(TConfig config);

    /// <summary>The first weights of both products, as many as the shape has, row-major.</summary>
    protected abstract (float[] Down, float[] Up) First(int size, int hidden, RandomKey key);

    /// <summary>What the bottleneck reads and where it adds.</summary>
    protected abstract ISublayerExtension Place(Bottleneck bottleneck, TConfig config);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        config.Places(layers).SelectMany(place => Parts(config, place, shape));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new BottleneckModule(
            [.. config.Places(layers).Select(place => (place.Layer, place.Kind, Create(config, place, context)))],
            bottleneck => Place(bottleneck, config));

    /// <summary>Parameters of a bottleneck: <c>2CD + D + C</c>, counted <c>2CD</c> as in AutoPEFT.</summary>
    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context)
    {
        long hidden = context.Shape.HiddenSize;
        long size = config.BottleneckSize;
        long bottlenecks = layers.Length * config.Blocks.Length;
        var weights = bottlenecks * 2 * hidden * size;
        var parameters = weights + (bottlenecks * (hidden + size));
        var state = StateActivations(config);

        return new()
        {
            Trainable = parameters,
            Counted = weights,
            Saved = parameters,
            ForwardFlops = 2.0 * context.Batch.Tokens * weights,
            InferenceFlops = 2.0 * context.Batch.Tokens * weights,
            // down, activation; up, scaled, added
            Activations = bottlenecks * context.Batch.Tokens * ((2 * size) + ((state + 3) * hidden)),
            // what enters down; both sides of the activation; what enters the state's norm
            Kept = bottlenecks * context.Batch.Tokens * ((2 * size) + ((state > 0 ? 2 : 1) * hidden)),
        };
    }

    private TensorPart[] Parts(TConfig config, (int Layer, SublayerKind Kind) place, ModelShape shape) =>
        BottleneckNames.Parts(BottleneckNames.Of(place, Name), config.BottleneckSize, shape.HiddenSize);

    private Bottleneck Create(TConfig config, (int Layer, SublayerKind Kind) place, ModuleContext context)
    {
        var parts = Parts(config, place, context.Shape);
        var (down, up) = First(config.BottleneckSize, context.Shape.HiddenSize, BottleneckNames.KeyOf(place, Name, context));

        return new(
            [context.Parameter(parts[0], down), context.Zeros(parts[1]), context.Parameter(parts[2], up), context.Zeros(parts[3])],
            config.Activation,
            config.Scale);
    }
}
