using System.Collections.Immutable;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>How Gaussian processes are fitted. Targets are standardised first, so variances are relative to theirs.</summary>
public sealed record GaussianProcessOptions
{
    /// <summary>The kernel. Default Matérn 5/2.</summary>
    public KernelShape Shape { get; init; } = KernelShape.Matern52;

    /// <summary>How hyperparameters follow from the data. Default: the best ones. The others replace the priors below by SAAS.</summary>
    public Inference Inference { get; init; } = Inference.Best;

    /// <summary>How long NUTS draws, where it does. Default: as in the AutoPEFT paper.</summary>
    public NoUTurnOptions Draws { get; init; } = new();

    /// <summary>The prior of the signal variance. Default: median e², one standard deviation of the logarithm 1.</summary>
    public LogNormalPrior SignalVariance { get; init; } = new(2, 1);

    /// <summary>The prior of the noise variance. Default: median e⁻¹⁰, under 1 % of the targets' standard deviation; wide.</summary>
    public LogNormalPrior NoiseVariance { get; init; } = new(-10, 3);

    /// <summary>Whether variances may grow along switches, sizes from 0 and known losses. Default true.</summary>
    public bool Grows { get; init; } = true;

    /// <summary>How much more likely the same variance everywhere must make each loss before growth is given up, in natural logarithms. Default 0.1.</summary>
    public double GrowthEvidence { get; init; } = 0.1;

    /// <summary>The spread of the log-normal prior of growth. Default 2.</summary>
    public double GrowthSpread { get; init; } = 2;

    /// <summary>The prior of the offset of a group of growing dimensions. Default: median 0.1, one standard deviation of the logarithm 2.</summary>
    public LogNormalPrior Offset { get; init; } = new(Math.Log(0.1), 2);

    /// <summary>
    /// The spread of the half-normal prior of how far the mean follows what an earlier study expects; 1 would follow it in full. Default 1.
    /// </summary>
    public double TrendSpread { get; init; } = 1;

    /// <summary>Distances of the floor below the smallest loss that are tried, in ranges of the losses. Empty: losses are not transformed.</summary>
    public ImmutableArray<double> FloorDistances { get; init; } = [0.02, 0.1, 0.5];

    /// <summary>
    /// How much more likely logarithms must make each loss before they are taken, in natural logarithms. Default 0.2. Spaces of
    /// switches and sizes from 0 need none: there the first thing that is switched on is known to bring most.
    /// </summary>
    public double FloorEvidence { get; init; } = 0.2;

    /// <summary>How many draws of the front the improvement is averaged over where measurements are noisy. 0: only the medians count. Default 16.</summary>
    public int FrontDraws { get; init; } = 16;

    /// <summary>
    /// Whether a study without replicates may be noisy too. Default false: there a model that does not fit yet cannot be told from noise, and
    /// doubting measurements that are exact costs trials.
    /// </summary>
    public bool DoubtsSingleMeasurements { get; init; }

    /// <summary>
    /// From which noise variance on, relative to the variance of the targets, measurements are noisy. Default 1e-3: a
    /// standard deviation of 3 % of theirs.
    /// </summary>
    public double NoisyFrom { get; init; } = 1e-3;

    /// <summary>The smallest noise variance. Default 1e-7.</summary>
    public double MinimumNoise { get; init; } = 1e-7;

    /// <summary>The most likelihood evaluations of one fit. Default 80.</summary>
    public int MaximumEvaluations { get; init; } = 80;

    /// <summary>The prior of the length scales in a number of dimensions.</summary>
    /// <remarks>
    /// Hvarfner, Hellsten and Nardi, "Vanilla Bayesian Optimization Performs Great in High Dimensions", ICML 2024: the log-normal
    /// with center √2 + log(d)/2 and spread √3, so that the typical distance of two points stays within reach as d grows.
    /// </remarks>
    public static LogNormalPrior LengthScales(int dimensions) =>
        new(Math.Sqrt(2) + (0.5 * Math.Log(dimensions)), Math.Sqrt(3));
}
