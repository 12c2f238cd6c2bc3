using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>The rungs of a bracket: the least fidelity, and each next one so many times the last, below the full training.</summary>
public sealed class RungLadder
{
    /// <summary>The ladder.</summary>
    /// <param name="least">The fidelity of the first rung.</param>
    /// <param name="reduction">How many times more training each next rung takes, and one in how many trials goes on. At least 2.</param>
    /// <param name="full">The fidelity of a whole training, at which nobody is stopped any more.</param>
    public RungLadder(Fidelity least, int reduction, Fidelity full)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least.Amount, 1, nameof(least));
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);

        // Multiplied up in whole numbers: logarithms cut to whole numbers lose a rung by rounding.
        var rungs = ImmutableArray.CreateBuilder<Rung>();
        for (long amount = least.Amount; amount < full.Amount; amount *= reduction)
        {
            rungs.Add(new(rungs.Count, new((int)amount)));
        }

        Rungs = rungs.ToImmutable();
    }

    /// <summary>The rungs, lowest first.</summary>
    public ImmutableArray<Rung> Rungs { get; }

    /// <summary>The highest rung that a curve has reached with its last point and not before; null when it reached none.</summary>
    public Rung? JustReached(LearningCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);

        var last = curve.Points[^1].Fidelity;
        return Rungs.LastOrDefault(rung => rung.Fidelity <= last && (curve.Points.Length == 1 || curve.Points[^2].Fidelity < rung.Fidelity));
    }
}
