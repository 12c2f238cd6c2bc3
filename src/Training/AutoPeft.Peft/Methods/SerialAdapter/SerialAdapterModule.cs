using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.SerialAdapter;

/// <summary>A bottleneck behind the feed-forward block of each layer.</summary>
internal sealed class SerialAdapterModule : PeftModule
{
    // Houlsby et al. 2019, Sec. 3.6 find N(0, 0.01) and wider safe; AdapterHub and AutoPEFT use BERT's own 0.02.
    private const double StandardDeviation = 0.02;

    private readonly ImmutableArray<(int Layer, Bottleneck Bottleneck)> _bottlenecks;

    public SerialAdapterModule(SerialAdapterConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        _bottlenecks = [.. layers.Select(layer => (layer, Create(config, layer, context)))];
        Parameters = [.. _bottlenecks.SelectMany(item => item.Bottleneck.Parameters)];
    }

    public override IReadOnlyList<NamedTensor> Parameters { get; }

    public override void AddTo(ExtensionSet extensions)
    {
        foreach (var (layer, bottleneck) in _bottlenecks)
        {
            extensions.Add(layer, SublayerKind.FeedForward, new SerialAdapterExtension(bottleneck));
        }
    }

    private static Bottleneck Create(SerialAdapterConfig config, int layer, ModuleContext context)
    {
        var key = context.KeyOf(layer, config.Method);
        var count = config.BottleneckSize * context.Shape.HiddenSize;

        return Bottleneck.Create(
            context,
            BottleneckNames.Parts(layer, config.Method, config.BottleneckSize, context.Shape.HiddenSize),
            (WeightInitialization.Normal(count, StandardDeviation, key.For("down")),
                WeightInitialization.Normal(count, StandardDeviation, key.For("up"))),
            new(config.BottleneckSize, config.Scale, config.Activation));
    }
}
