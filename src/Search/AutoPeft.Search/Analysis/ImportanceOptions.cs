namespace AutoPeft.Search.Analysis;

/// <summary>The settings of <see cref="PedAnova"/>.</summary>
public sealed record ImportanceOptions
{
    /// <summary>Which share of the trials counts as the best. Default 0.1, as in the paper.</summary>
    public double BestShare { get; init; } = 0.1;

    /// <summary>The fewest trials that count as the best. Default 5.</summary>
    public int LeastBest { get; init; } = 5;

    /// <summary>From how many random choices the divergence by chance is averaged. Default 32.</summary>
    public int ChanceDraws { get; init; } = 32;
}
