using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.ParallelAdapter;

/// <summary>A bottleneck beside the feed-forward block of each layer.</summary>
internal sealed class ParallelAdapterModule : PeftModule
{
    private readonly ImmutableArray<(int Layer, Bottleneck Bottleneck)> _bottlenecks;

    public ParallelAdapterModule(ParallelAdapterConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        _bottlenecks = [.. layers.Select(layer => (layer, Create(config, layer, context)))];
        Parameters = [.. _bottlenecks.SelectMany(item => item.Bottleneck.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, bottleneck) in _bottlenecks)
        {
            extensions.Add(layer, SublayerKind.FeedForward, new ParallelAdapterExtension(bottleneck));
        }
    }

    private static Bottleneck Create(ParallelAdapterConfig config, int layer, ModuleContext context)
    {
        var key = context.KeyOf(layer, config.Method);
        var hidden = context.Shape.HiddenSize;
        var count = config.BottleneckSize * hidden;

        return Bottleneck.Create(
            context,
            BottleneckNames.Parts(layer, config.Method, config.BottleneckSize, hidden),
            (WeightInitialization.KaimingUniform(count, hidden, key.For("down")), new float[count]),
            new(config.BottleneckSize, config.Scale, config.Activation));
    }
}
