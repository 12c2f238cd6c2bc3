using AutoPeft.Models.Structure;

namespace AutoPeft.Training.Probing;

/// <summary>How much the loss depends on one linear module of a model.</summary>
/// <param name="Module">The module.</param>
/// <param name="GradientNorm">The norm of the mean gradient of its weight over the rows.</param>
/// <param name="Fisher">The trace of the empirical Fisher information of its weight: the mean of the squared norms of the rows' gradients.</param>
public sealed record ModuleSensitivity(ModuleShape Module, double GradientNorm, double Fisher)
{
    /// <summary><see cref="Fisher"/> for each number of the weight.</summary>
    public double FisherPerParameter => Fisher / ((double)Module.InputSize * Module.OutputSize);
}
