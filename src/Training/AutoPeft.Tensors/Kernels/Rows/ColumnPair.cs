namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Two matrices of one shape whose products are summed down the columns, the second perhaps normalised on the way.</summary>
/// <param name="x">The first matrix.</param>
/// <param name="y">The second matrix.</param>
/// <param name="statistics">Mean and inverse of each row of y: it counts as (y − mean) · inverse. Empty: as it is.</param>
internal readonly ref struct ColumnPair(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> statistics)
{
    /// <summary>The first matrix.</summary>
    public ReadOnlySpan<float> X { get; } = x;

    /// <summary>The second matrix.</summary>
    public ReadOnlySpan<float> Y { get; } = y;

    /// <summary>Mean and inverse of each row of the second matrix, or empty.</summary>
    public ReadOnlySpan<float> Statistics { get; } = statistics;
}
