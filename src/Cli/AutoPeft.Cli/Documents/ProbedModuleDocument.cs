using AutoPeft.Peft.Placement;
using AutoPeft.Training.Probing;

namespace AutoPeft.Cli.Documents;

/// <summary>What the probe measured of a linear module.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Module">Its kind, as study files write it.</param>
/// <param name="GradientNorm">The norm of the mean gradient of its weight.</param>
/// <param name="Fisher">The trace of the empirical Fisher information of its weight.</param>
/// <param name="FisherPerParameter">The same for each number of the weight.</param>
/// <param name="Rank">The rank that it would get if ranks were shared out by the root of the Fisher information.</param>
internal sealed record ProbedModuleDocument(
    int Layer, string Module, double GradientNorm, double Fisher, double FisherPerParameter, int Rank)
{
    /// <summary>The document of a module.</summary>
    public static ProbedModuleDocument Of(ModuleSensitivity module, int rank) => new(
        module.Module.Layer,
        ModuleKindNames.Of(module.Module.Kind),
        module.GradientNorm,
        module.Fisher,
        module.FisherPerParameter,
        rank);
}
