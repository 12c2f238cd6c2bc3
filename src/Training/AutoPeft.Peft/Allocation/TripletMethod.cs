using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Allocation;

/// <summary>A method that weighs triplets by their importance; A and B start small and random, the factors at zero.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class TripletMethod<TConfig> : DiagonalMethod<TConfig>
    where TConfig : TripletConfig, new()
{
    // AdaLoRA's own code and PEFT start from this deviation.
    private const double Deviation = 0.02;

    /// <summary>The weight of the penalty.</summary>
    protected static ConfigField<TConfig> Orthogonality { get; } = Setting.NotNegative(
        "orthogonality",
        "The weight of the penalty that keeps components orthogonal.",
        (TConfig config) => config.Orthogonality,
        (config, weight) => config with { Orthogonality = weight });

    protected sealed override double OrthogonalityOf(TConfig config) => config.Orthogonality;

    protected sealed override float[] First(TensorPart part, RandomKey key) =>
        part.Shape.Rank == 1 ? new float[part.Shape.Count] : WeightInitialization.Normal(part.Shape.Count, Deviation, key);
}
