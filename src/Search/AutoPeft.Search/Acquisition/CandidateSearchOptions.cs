namespace AutoPeft.Search.Acquisition;

/// <summary>How hard the most promising configuration is looked for.</summary>
public sealed record CandidateSearchOptions
{
    /// <summary>How many random configurations to look at. Default 256.</summary>
    public int RandomCandidates { get; init; } = 256;

    /// <summary>How many variations of configurations on the front to look at. Default 256.</summary>
    public int Variations { get; init; } = 256;

    /// <summary>How many of the best candidates to improve by local search. Default 6.</summary>
    public int LocalSearches { get; init; } = 6;

    /// <summary>The most moves of one local search. Default 30.</summary>
    public int MaximumMoves { get; init; } = 30;

    /// <summary>The most evaluations of one search over continuous parameters. Default 60.</summary>
    public int ContinuousEvaluations { get; init; } = 60;
}
