namespace AutoPeft.Search.MultiFidelity;

/// <summary>The settings of pruners that work by rungs.</summary>
public sealed record PrunerSettings
{
    /// <summary>What fidelities count. Default: epochs.</summary>
    public FidelityUnit Unit { get; init; }

    /// <summary>The fidelity of the lowest rung: nobody is stopped before. Of shares, the least one that may be a rung. Default 1.</summary>
    public int Least { get; init; } = 1;

    /// <summary>One in so many trials goes on at a rung, with so many times the training. Default 3.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>The fidelity of a whole training.</summary>
    public required int Full { get; init; }

    /// <summary>With whom trials are compared. Default: those that cost no more.</summary>
    public RungComparison Comparison { get; init; } = RungComparison.NoDearer;

    /// <summary>The rungs of the bracket that begins at the lowest rung, or so many rungs higher.</summary>
    public RungLadder Ladder(int skipped = 0) =>
        (Unit == FidelityUnit.Share ? RungLadder.OfShares(new(Least), Reduction) : new(new(Least), Reduction, new(Full))).Without(skipped);

    /// <summary>The others that a trial is compared with.</summary>
    public IReadOnlyList<LearningCurve> RivalsOf(LearningCurve trial, IEnumerable<LearningCurve> others) =>
    [
        .. others.Where(other => Comparison == RungComparison.All
            || other.Costs.Zip(trial.Costs).All(pair => pair.First <= pair.Second)),
    ];
}
