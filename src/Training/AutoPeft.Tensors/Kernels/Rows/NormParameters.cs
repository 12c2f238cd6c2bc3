namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>What a norm is made with.</summary>
/// <param name="weight">The factor of each column, [C].</param>
/// <param name="bias">The offset of each column, [C]; empty for a norm without.</param>
/// <param name="epsilon">Added to the variance or mean square.</param>
internal readonly ref struct NormParameters(ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, float epsilon)
{
    /// <summary>The factor of each column.</summary>
    public ReadOnlySpan<float> Weight { get; } = weight;

    /// <summary>The offset of each column.</summary>
    public ReadOnlySpan<float> Bias { get; } = bias;

    /// <summary>Added to the variance or mean square.</summary>
    public float Epsilon { get; } = epsilon;
}
