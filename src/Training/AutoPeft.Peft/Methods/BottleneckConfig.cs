using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of a method that adds a narrow network to a block: down, an activation, up.</summary>
public abstract record BottleneckConfig : MethodConfig
{
    /// <summary>D, the width of the bottleneck. At least 1; default 16.</summary>
    public int BottleneckSize { get; init; } = 16;

    /// <summary>The factor on what the bottleneck adds. Positive; default 1 where a method says nothing else.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>f, the activation of the bottleneck. Default ReLU.</summary>
    public BottleneckActivation Activation { get; init; } = BottleneckActivation.Relu;

    /// <summary>The blocks of the layer that get one. Default the feed-forward block.</summary>
    public BottleneckPlacement Placement { get; init; } = BottleneckPlacement.FeedForward;

    /// <summary>The same, in the order in which a layer computes them.</summary>
    internal ImmutableArray<SublayerKind> Blocks => Placement switch
    {
        BottleneckPlacement.FeedForward => [SublayerKind.FeedForward],
        BottleneckPlacement.Attention => [SublayerKind.Attention],
        _ => [SublayerKind.Attention, SublayerKind.FeedForward],
    };

    /// <summary>The blocks of some layers that get one, layer by layer.</summary>
    internal IEnumerable<(int Layer, SublayerKind Kind)> Places(ImmutableArray<int> layers) =>
        from layer in layers
        from kind in Blocks
        select (layer, kind);

    /// <inheritdoc/>
    public override MethodConfig? MergedWith(MethodConfig other) =>
        other is BottleneckConfig bottleneck && bottleneck with { Placement = Placement } == this
            ? this with { Placement = Placement == bottleneck.Placement ? Placement : BottleneckPlacement.Both }
            : null;

    /// <inheritdoc/>
    public override bool Overlaps(MethodConfig other) =>
        other is BottleneckConfig bottleneck
        && (Placement == bottleneck.Placement || Placement == BottleneckPlacement.Both || bottleneck.Placement == BottleneckPlacement.Both);
}
