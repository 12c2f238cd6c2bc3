using System.Collections.Immutable;
using AutoPeft.Trials.Asking;

namespace AutoPeft.Dashboard.Api.Trainers;

/// <summary>With how much training a trial is to be measured, so that its pruner can judge it.</summary>
/// <param name="Unit">What is counted: <c>epochs</c>, <c>steps</c>, or the <c>share</c> of the training data.</param>
/// <param name="Amounts">How much, lowest first; the whole training last, unless the training settings say how much that is.</param>
internal sealed record FidelityDocument(string Unit, ImmutableArray<double> Amounts)
{
    /// <summary>The document of what a trial's trainer is told; null when that is nothing.</summary>
    public static FidelityDocument? Of(ImmutableArray<ToldFidelity> told) =>
        told.IsEmpty ? null : new(told[0].Unit, [.. told.Select(fidelity => fidelity.Number)]);
}
