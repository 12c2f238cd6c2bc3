namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>Softmax over rows, in place.</summary>
internal abstract class SoftmaxKernels
{
    /// <summary>Replaces values s by probabilities exp(scale · s) / Σ exp(scale · s). A row that sees nothing becomes 0.</summary>
    /// <param name="values">Rows · Width numbers.</param>
    /// <param name="rows">How they lie.</param>
    /// <param name="statistics">Two numbers a row, written: m = max(scale · s), and Σ exp(scale · s − m).</param>
    public abstract void Softmax(Span<float> values, in SoftmaxRows rows, Span<float> statistics);

    /// <summary>The same probabilities, bit for bit, from the values and what the first time wrote.</summary>
    public abstract void SoftmaxAgain(Span<float> values, in SoftmaxRows rows, ReadOnlySpan<float> statistics);

    /// <summary>Replaces the gradient dp of probabilities p by that of the values: scale · p · (dp − Σ p · dp).</summary>
    public abstract void Gradient(ReadOnlySpan<float> p, Span<float> dp, in SoftmaxRows rows);
}
