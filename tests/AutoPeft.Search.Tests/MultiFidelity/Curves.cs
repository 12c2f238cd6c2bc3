using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

/// <summary>Short ways to write learning curves.</summary>
internal static class Curves
{
    /// <summary>A curve of one objective, a loss for each of the fidelities 1, 2, …</summary>
    public static LearningCurve Of(int trial, params double[] losses) =>
        new(trial, [.. losses.Select((loss, i) => new CurvePoint(new(i + 1), [loss]))]);

    /// <summary>A curve of one point at fidelity 1 with several objectives.</summary>
    public static LearningCurve Vector(int trial, params double[] losses) => new(trial, [new(new(1), [.. losses])]);
}
