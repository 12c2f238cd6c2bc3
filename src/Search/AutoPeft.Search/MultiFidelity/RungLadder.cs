using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>The rungs of a bracket, below the full training: amounts from the least upwards, or shares of all data downwards.</summary>
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

    private RungLadder(IEnumerable<Fidelity> fidelities) => Rungs = [.. fidelities.Select((fidelity, index) => new Rung(index, fidelity))];

    /// <summary>The rungs, lowest first.</summary>
    public ImmutableArray<Rung> Rungs { get; }

    /// <summary>The shares <c>1/reduction^k</c> of the data that are at least the least one; counted from above, so that none is nearly all.</summary>
    /// <param name="least">The least share.</param>
    /// <param name="reduction">One in how many trials goes on. At least 2.</param>
    public static RungLadder OfShares(Fidelity least, int reduction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least.Amount, 1, nameof(least));
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);

        var shares = new List<Fidelity>();
        for (var share = Fidelity.OfShare(1.0 / reduction); share >= least; share = Fidelity.OfShare(Math.Pow(reduction, -shares.Count - 1)))
        {
            shares.Add(share);
            if (share.Amount <= 1)
            {
                break;
            }
        }

        return new(shares.Order());
    }

    /// <summary>The same without its lowest rungs.</summary>
    /// <param name="rungs">How many are left out.</param>
    public RungLadder Without(int rungs) => new(Rungs.Skip(rungs).Select(rung => rung.Fidelity));

    /// <summary>The highest rung that a curve has reached with its last point and not before; null when it reached none.</summary>
    public Rung? JustReached(LearningCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);

        var last = curve.Points[^1].Fidelity;
        return Rungs.LastOrDefault(rung => rung.Fidelity <= last && (curve.Points.Length == 1 || curve.Points[^2].Fidelity < rung.Fidelity));
    }
}
