using System.Collections.Immutable;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods;

/// <summary>A method that adds a bottleneck at the end of the feed-forward block.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class BottleneckMethod<TConfig> : TypedPeftMethod<TConfig>
    where TConfig : BottleneckConfig, new()
{
    public override string ParameterFormula => "2 C D + C + D for each layer, counted 2 C D";

    public sealed override bool Mergeable => false;

    internal sealed override bool ComesAtTheEnd => true;

    protected override ImmutableArray<ConfigField<TConfig>> Settings { get; } = [.. BottleneckSettings.Of<TConfig>()];

    /// <summary>The numbers a token that reading the block's state keeps, in multiples of C.</summary>
    protected abstract double StateActivations { get; }

    /// <summary>The first weights of both products, as many as the shape has, row-major.</summary>
    protected abstract (float[] Down, float[] Up) First(int size, int hidden, RandomKey key);

    /// <summary>What the bottleneck reads and where it adds.</summary>
    protected abstract ISublayerExtension Place(Bottleneck bottleneck);

    protected sealed override IEnumerable<TensorPart> SavedTensors(TConfig config, ImmutableArray<int> layers, ModelShape shape) =>
        layers.SelectMany(layer => Parts(config, layer, shape));

    protected sealed override PeftModule Build(TConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        new BottleneckModule([.. layers.Select(layer => (layer, Create(config, layer, context)))], Place);

    /// <summary>Parameters of a layer: <c>2CD + D + C</c>, counted <c>2CD</c> as in AutoPEFT.</summary>
    protected sealed override MethodCost Cost(TConfig config, ImmutableArray<int> layers, CostContext context)
    {
        long hidden = context.Shape.HiddenSize;
        long size = config.BottleneckSize;
        var weights = layers.Length * 2 * hidden * size;
        var parameters = weights + (layers.Length * (hidden + size));

        return new()
        {
            Trainable = parameters,
            Counted = weights,
            Saved = parameters,
            ForwardFlops = 2.0 * context.Batch.Tokens * weights,
            InferenceFlops = 2.0 * context.Batch.Tokens * weights,
            // down, activation; up, scaled, added
            Activations = layers.Length * context.Batch.Tokens * ((2 * size) + ((StateActivations + 3) * hidden)),
            // what enters down; both sides of the activation; what enters the state's norm
            Kept = layers.Length * context.Batch.Tokens * ((2 * size) + ((StateActivations > 0 ? 2 : 1) * hidden)),
        };
    }

    private TensorPart[] Parts(TConfig config, int layer, ModelShape shape) =>
        BottleneckNames.Parts(layer, Name, config.BottleneckSize, shape.HiddenSize);

    private Bottleneck Create(TConfig config, int layer, ModuleContext context)
    {
        var parts = Parts(config, layer, context.Shape);
        var (down, up) = First(config.BottleneckSize, context.Shape.HiddenSize, context.KeyOf(layer, Name));

        return new(
            [context.Parameter(parts[0], down), context.Zeros(parts[1]), context.Parameter(parts[2], up), context.Zeros(parts[3])],
            config.Activation,
            config.Scale);
    }
}
