using System.Globalization;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Allocation;

/// <summary>The settings that all methods share which find the rank of every module while they train.</summary>
/// <remarks>What they find is exported as plain low-rank modules, each of its own rank, so every reader of LoRA can hold it.</remarks>
public abstract record RankedConfig : TargetedConfig
{
    /// <summary>The rank: what exactly, each method says. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of <see cref="Scale"/>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>R, the components that a module has to begin with or may grow to.</summary>
    public abstract int Size { get; }

    /// <summary>The factor on the update: <c>Alpha / Size</c>, the same whatever rank is found.</summary>
    public double Scale => Alpha / Size;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (Rank < 1)
        {
            yield return $"rank is {Rank}; it must be at least 1.";
        }

        if (!(Alpha > 0 && double.IsFinite(Alpha)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"alpha is {Alpha}; it must be positive.");
        }

        foreach (var fault in base.Faults())
        {
            yield return fault;
        }
    }

    /// <summary>The largest low-rank modules that may be found; a training finds its own.</summary>
    public override MethodConfig Folded() => new LoraConfig { Rank = Size, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
