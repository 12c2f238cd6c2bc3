namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Layer norm and root-mean-square norm of whole rows; the width of a row is the length of <c>weight</c>.</summary>
internal abstract class NormKernels
{
    /// <summary>y = (x − mean) · inverse · weight + bias for each row, inverse = 1 / √(variance + ε).</summary>
    /// <param name="x">Rows.</param>
    /// <param name="parameters">Weight, bias and ε.</param>
    /// <param name="y">Rows.</param>
    /// <param name="statistics">Mean and inverse of each row, in turn: two numbers a row. Written.</param>
    public abstract void LayerNorm(
        ReadOnlySpan<float> x, in NormParameters parameters, Span<float> y, Span<float> statistics);

    /// <summary>dx = inverse · (g − mean(g) − x̂ · mean(g · x̂)) for each row, with g = dy · weight and x̂ the normalised x.</summary>
    public abstract void LayerNormGradient(in NormGradientRows rows, Span<float> dx);

    /// <summary>y = x · inverse · weight for each row, inverse = 1 / √(mean(x²) + ε); statistics are 0 and inverse.</summary>
    public abstract void RmsNorm(
        ReadOnlySpan<float> x, in NormParameters parameters, Span<float> y, Span<float> statistics);

    /// <summary>dx = inverse · (g − x̂ · mean(g · x̂)) for each row.</summary>
    public abstract void RmsNormGradient(in NormGradientRows rows, Span<float> dx);
}
