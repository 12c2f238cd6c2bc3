using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.UniPelt;

/// <summary>A serial adapter, a prefix and low-rank updates in one layer, each behind a gate that its input opens or closes.</summary>
/// <remarks>
/// Mao et al., "UniPELT: A Unified Framework for Parameter-Efficient Language Model Tuning", ACL 2022, Sec. 3: every module has a gate
/// <c>g = mean over tokens of sigmoid(w · x + b)</c>, one number for each sequence, with x what the module reads. The gate of a
/// low-rank update takes the place of its scale; as in AdapterHub each target has its own. The prefix is trained as it is, not through a network.
/// </remarks>
public sealed record UniPeltConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "unipelt";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>D, the width of the serial adapter. At least 1; default 16.</summary>
    public int BottleneckSize { get; init; } = 16;

    /// <summary>The activation of the serial adapter. Default ReLU.</summary>
    public BottleneckActivation Activation { get; init; } = BottleneckActivation.Relu;

    /// <summary>r, the rank of the updates of the targets; 0 for none. Default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>L, the trained positions in front of the keys and values; 0 for none. Default 10.</summary>
    public int PrefixLength { get; init; } = 10;

    /// <summary>The serial adapter without its gate; null where there is none.</summary>
    internal SerialAdapterConfig? Adapter => BottleneckSize > 0 ? new() { BottleneckSize = BottleneckSize, Activation = Activation } : null;

    /// <summary>The low-rank updates without their gates, and so with the scale 1; null where there are none.</summary>
    internal LoraConfig? Lora => Rank > 0 ? new() { Rank = Rank, Alpha = Rank, Targets = Targets } : null;

    /// <summary>The prefix without its gate; null where there is none.</summary>
    internal PrefixTuningConfig? Prefix => PrefixLength > 0 ? new() { PrefixLength = PrefixLength } : null;

    /// <summary>What the gates stand in front of.</summary>
    internal IEnumerable<MethodConfig> Gated => new MethodConfig?[] { Adapter, Lora, Prefix }.OfType<MethodConfig>();

    /// <inheritdoc/>
    public override IEnumerable<string> Misfits(ModelShape shape, int layer) => Rank > 0 ? base.Misfits(shape, layer) : [];

    /// <inheritdoc/>
    public override MethodConfig Canonical() => this with
    {
        Activation = BottleneckSize > 0 ? Activation : BottleneckActivation.Relu,
        Targets = Rank > 0 ? Targets : new UniPeltConfig().Targets,
    };

    /// <summary>Both in one when they are parts of one combination: no kind of module is in both.</summary>
    public override MethodConfig? MergedWith(MethodConfig other)
    {
        if (other is not UniPeltConfig part || Equals(part))
        {
            return Equals(other) ? this : null;
        }

        var apart = Math.Min(BottleneckSize, part.BottleneckSize) <= 0 && Math.Min(Rank, part.Rank) <= 0
            && Math.Min(PrefixLength, part.PrefixLength) <= 0;

        return apart ? Together(part) : null;
    }

    /// <inheritdoc/>
    public override bool Overlaps(MethodConfig other) => true;

    private UniPeltConfig Together(UniPeltConfig part) => new()
    {
        BottleneckSize = BottleneckSize + part.BottleneckSize,
        Activation = BottleneckSize > 0 ? Activation : part.Activation,
        Rank = Rank + part.Rank,
        Targets = Rank > 0 ? Targets : part.Targets,
        PrefixLength = PrefixLength + part.PrefixLength,
    };
}
