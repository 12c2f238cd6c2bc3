using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Which trials a table shows, and how.</summary>
public sealed record TrialQuery
{
    /// <summary>The most rows of a page.</summary>
    public const int LargestSize = 500;

    /// <summary>The filter; empty shows all. <c>docs/dashboard.md</c> describes the language.</summary>
    public string Filter { get; init; } = string.Empty;

    /// <summary>The key of the field to sort by, with a dash before it for the largest first. Default: the newest trial first.</summary>
    public string Sort { get; init; } = "-number";

    /// <summary>The page before ended here; empty for the first page.</summary>
    public string After { get; init; } = string.Empty;

    /// <summary>Rows of a page, 1 to 500. Default 50.</summary>
    public int Size { get; init; } = 50;

    /// <summary>The keys of the columns; empty, the default, shows state, objectives, seconds and configuration.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>The key without its direction.</summary>
    public string SortKey => Sort.TrimStart('-');

    /// <summary>Whether the largest come first.</summary>
    public bool IsDescending => Sort.StartsWith('-');
}
