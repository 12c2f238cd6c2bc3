using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Matching">How many there are on all pages.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; null on the last.</param>
internal sealed record PageDocument<T>(ImmutableArray<T> Items, int Matching, string? Next)
{
    /// <summary>The same page with other words for what is on it.</summary>
    public PageDocument<TOther> As<TOther>(Func<T, TOther> show) => new([.. Items.Select(show)], Matching, Next);
}
