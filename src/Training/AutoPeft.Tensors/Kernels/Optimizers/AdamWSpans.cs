namespace AutoPeft.Tensors.Kernels.Optimizers;

/// <summary>The four arrays that an AdamW update walks through together.</summary>
internal readonly ref struct AdamWSpans(
    Span<float> parameters, ReadOnlySpan<float> gradient, Span<float> firstMoment, Span<float> secondMoment)
{
    /// <summary>What is trained.</summary>
    public Span<float> Parameters { get; } = parameters;

    /// <summary>The gradient, before any scaling.</summary>
    public ReadOnlySpan<float> Gradient { get; } = gradient;

    /// <summary>The running mean of gradients.</summary>
    public Span<float> FirstMoment { get; } = firstMoment;

    /// <summary>The running mean of squared gradients.</summary>
    public Span<float> SecondMoment { get; } = secondMoment;
}
