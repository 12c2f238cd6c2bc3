using AutoPeft.Tensors.Kernels.Activations;

namespace AutoPeft.Tensors.Kernels.Elementwise;

/// <summary>Operations on each element by itself. Spans of one call have equal lengths; results may overwrite operands.</summary>
internal abstract class ElementwiseKernels
{
    /// <summary>result = f(x).</summary>
    public abstract void Map<TActivation>(ReadOnlySpan<float> x, Span<float> result)
        where TActivation : struct, IActivation;

    /// <summary>dx = dy · f′(x).</summary>
    public abstract void MapGradient<TActivation>(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx)
        where TActivation : struct, IActivation;

    /// <summary>result = f(x, y).</summary>
    public abstract void Combine<TBinary>(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
        where TBinary : struct, IBinary;

    /// <summary>Each row of result = f(row of x, <paramref name="row"/>).</summary>
    public abstract void CombineRows<TBinary>(ReadOnlySpan<float> x, ReadOnlySpan<float> row, Span<float> result)
        where TBinary : struct, IBinary;

    /// <summary>target += x.</summary>
    public void AddTo(ReadOnlySpan<float> x, Span<float> target) => Combine<Sum>(x, target, target);

    /// <summary>result = x · factor.</summary>
    public abstract void Scale(ReadOnlySpan<float> x, float factor, Span<float> result);

    /// <summary>The sum of the elements, lanes first.</summary>
    public abstract float SumOf(ReadOnlySpan<float> x);
}
