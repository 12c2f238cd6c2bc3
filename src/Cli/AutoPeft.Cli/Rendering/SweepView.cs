using AutoPeft.Cli.Documents;

namespace AutoPeft.Cli.Rendering;

/// <summary>What is shown of a sweep while it goes on, at one moment.</summary>
internal sealed record SweepView
{
    /// <summary>What goes on, e.g. <c>search</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>How many trials are done.</summary>
    public required int Done { get; init; }

    /// <summary>How many trials there will be; null when that is not known.</summary>
    public int? Total { get; init; }

    /// <summary>The trials that are being trained, with the part that is done, in [0, 1].</summary>
    public IReadOnlyList<(int Trial, double Fraction)> Running { get; init; } = [];

    /// <summary>How long it has been going on.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How long it will probably take from now; null when nothing can be said.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The front so far.</summary>
    public required FrontDocument Front { get; init; }

    /// <summary>What happened last, newest last.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>The part that is done, trials under way included, in [0, 1].</summary>
    public double Fraction =>
        Total is > 0 and var total ? Math.Min(1, (Done + Running.Sum(item => item.Fraction)) / total) : 0;
}
