using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>A trial as its measurements show it.</summary>
/// <param name="Trial">The trial's number in its study, from 0.</param>
/// <param name="Points">What was measured, by increasing fidelity.</param>
public sealed record LearningCurve(int Trial, ImmutableArray<CurvePoint> Points)
{
    /// <summary>The losses of the objectives that follow from the configuration alone, such as its size; empty without any.</summary>
    public ImmutableArray<double> Costs { get; init; } = [];

    /// <summary>The first point at a fidelity or above; null when the trial did not come so far.</summary>
    public CurvePoint? At(Fidelity fidelity) => Points.FirstOrDefault(point => point.Fidelity >= fidelity);
}
