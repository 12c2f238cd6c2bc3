using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods;

/// <summary>Bottlenecks at the blocks of layers.</summary>
/// <param name="bottlenecks">By layer and block.</param>
/// <param name="place">What each reads and where it adds.</param>
internal sealed class BottleneckModule(
    ImmutableArray<(int Layer, SublayerKind Kind, Bottleneck Bottleneck)> bottlenecks, Func<Bottleneck, ISublayerExtension> place)
    : PeftModule
{
    /// <summary>Trained tensors that the layers share.</summary>
    public IReadOnlyList<NamedTensor> Shared { get; init; } = [];

    public override IReadOnlyList<NamedTensor> Parameters => [.. Shared, .. bottlenecks.SelectMany(item => item.Bottleneck.Parameters)];

    public override void AddTo(ExtensionSet set)
    {
        foreach (var (layer, kind, bottleneck) in bottlenecks)
        {
            set.Add(layer, kind, place(bottleneck));
        }
    }
}
