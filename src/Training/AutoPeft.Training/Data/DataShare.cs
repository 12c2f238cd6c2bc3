using System.Collections.Immutable;

namespace AutoPeft.Training.Data;

/// <summary>Chooses a part of the rows to train on.</summary>
public static class DataShare
{
    /// <summary>
    /// The rows of a share, rounded up: those of the lowest positions by content, so that a larger share has all rows of a smaller one,
    /// and equal data gives equal rows.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="share">The share, in (0, 1].</param>
    /// <param name="seed">Another seed chooses other rows.</param>
    /// <returns>The numbers of the rows, increasing; at least one.</returns>
    public static ImmutableArray<int> RowsOf(TextDataset data, double share, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);

        // A share of 1/3 that was written with six digits is not one row more.
        var count = Math.Max(1, (int)Math.Ceiling((share * data.Examples.Length) - 1e-3));
        return
        [
            .. Enumerable.Range(0, data.Examples.Length)
                .OrderBy(row => ContentSplit.Position(data.Examples[row], "share", seed)).Take(count).Order(),
        ];
    }
}
