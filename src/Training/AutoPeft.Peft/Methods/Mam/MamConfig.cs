using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Mam;

/// <summary>A short prefix at the attention and a scaled parallel adapter at the feed-forward block: the members, in one name.</summary>
/// <remarks>
/// He et al., "Towards a Unified View of Parameter-Efficient Transfer Learning", ICLR 2022 (mix-and-match adapter). It is the same configuration as
/// <see cref="PrefixTuningConfig"/> and <see cref="ParallelAdapterConfig"/> in the same layers.
/// </remarks>
public sealed record MamConfig : MethodConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "mam";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>D, the width of the parallel adapter. At least 1; default 16.</summary>
    public int BottleneckSize { get; init; } = 16;

    /// <summary>The factor on what the parallel adapter adds. Positive; default 4, the paper's.</summary>
    public double Scale { get; init; } = new ParallelAdapterConfig().Scale;

    /// <summary>The activation of the parallel adapter. Default ReLU.</summary>
    public BottleneckActivation Activation { get; init; } = BottleneckActivation.Relu;

    /// <summary>L, the trained positions in front of keys and values. At least 1; default 30, the paper's.</summary>
    public int PrefixLength { get; init; } = 30;

    /// <summary>Whether the prefix is trained through a two-layer network. Default false.</summary>
    public bool Reparameterized { get; init; }

    /// <summary>The width of that network. At least 1; default 800. Without effect unless <see cref="Reparameterized"/>.</summary>
    public int ReparameterizationSize { get; init; } = PrefixTuningConfig.DefaultReparameterizationSize;

    /// <inheritdoc/>
    public override MethodConfig Canonical() =>
        Reparameterized ? this : this with { ReparameterizationSize = PrefixTuningConfig.DefaultReparameterizationSize };

    /// <inheritdoc/>
    public override MethodConfig Folded() => (this with { Reparameterized = false }).Canonical();

    /// <summary>The parallel adapter and the prefix.</summary>
    public override IEnumerable<MethodConfig> Members =>
    [
        new ParallelAdapterConfig { BottleneckSize = BottleneckSize, Scale = Scale, Activation = Activation },
        new PrefixTuningConfig { PrefixLength = PrefixLength, Reparameterized = Reparameterized, ReparameterizationSize = ReparameterizationSize },
    ];
}
