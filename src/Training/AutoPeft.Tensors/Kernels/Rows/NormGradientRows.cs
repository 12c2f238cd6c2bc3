namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>What the gradient of a norm is computed from.</summary>
/// <param name="x">The rows that were normalised.</param>
/// <param name="weight">The factor of each column, [C].</param>
/// <param name="statistics">Mean and inverse of each row, in turn, as the forward pass wrote them.</param>
/// <param name="dy">The gradient of the result.</param>
internal readonly ref struct NormGradientRows(
    ReadOnlySpan<float> x, ReadOnlySpan<float> weight, ReadOnlySpan<float> statistics, ReadOnlySpan<float> dy)
{
    /// <summary>The rows that were normalised.</summary>
    public ReadOnlySpan<float> X { get; } = x;

    /// <summary>The factor of each column.</summary>
    public ReadOnlySpan<float> Weight { get; } = weight;

    /// <summary>Mean and inverse of each row, in turn.</summary>
    public ReadOnlySpan<float> Statistics { get; } = statistics;

    /// <summary>The gradient of the result.</summary>
    public ReadOnlySpan<float> Dy { get; } = dy;
}
