namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>The settings of a <see cref="TpeSampler"/>.</summary>
public sealed record TpeOptions
{
    /// <summary>How many configurations to try before densities are estimated. Null, the default: 10, or a quarter of a known budget if that is less, but at least 4.</summary>
    public int? InitialTrials { get; init; }

    /// <summary>How many candidates are drawn from the density of good configurations. Default 64.</summary>
    public int Candidates { get; init; } = 64;

    /// <summary>Which share of the trials counts as good. Default 0.1.</summary>
    public double GoodShare { get; init; } = 0.1;

    /// <summary>The most trials that count as good. Default 25.</summary>
    public int MostGood { get; init; } = 25;
}
