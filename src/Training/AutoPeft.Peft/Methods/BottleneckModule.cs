using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>A bottleneck at the feed-forward block of each layer.</summary>
/// <param name="bottlenecks">By layer.</param>
/// <param name="place">What each reads and where it adds.</param>
internal sealed class BottleneckModule(ImmutableArray<(int Layer, Bottleneck Bottleneck)> bottlenecks, Func<Bottleneck, ISublayerExtension> place)
    : PeftModule
{
    /// <summary>Trained tensors that the layers share.</summary>
    public IReadOnlyList<NamedTensor> Shared { get; init; } = [];

    public override IReadOnlyList<NamedTensor> Parameters => [.. Shared, .. bottlenecks.SelectMany(item => item.Bottleneck.Parameters)];

    public override void AddTo(ExtensionSet set)
    {
        foreach (var (layer, bottleneck) in bottlenecks)
        {
            set.Add(layer, SublayerKind.FeedForward, place(bottleneck));
        }
    }
}
