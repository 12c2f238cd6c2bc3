using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Allocation;

/// <summary>A low-rank update whose rank changes while it is trained. It is exported as a plain low-rank module of the rank that it has.</summary>
/// <param name="parameters">What training changes.</param>
/// <param name="module">The linear module.</param>
/// <param name="scale">The factor on the update, the same whatever the rank.</param>
internal abstract class RankedExtension(NamedTensor[] parameters, ModuleShape module, double scale) : TargetExtension(parameters)
{
    public ModuleShape Module { get; } = module;

    /// <summary>The factor on the update.</summary>
    protected double Scale { get; } = scale;

    /// <summary>How many components are not 0.</summary>
    public abstract int Rank();

    /// <summary>Where the found module stands; null when its rank is 0.</summary>
    public virtual PeftPlacement? Found() => Rank() is var rank and > 0
        ? new(Module.Layer, new LoraConfig { Rank = rank, Alpha = Scale * rank, Targets = [Module.Kind] })
        : null;
}
