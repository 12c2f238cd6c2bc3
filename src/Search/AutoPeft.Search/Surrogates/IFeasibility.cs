namespace AutoPeft.Search.Surrogates;

/// <summary>How likely a configuration is to be allowed, as far as that must be measured.</summary>
internal interface IFeasibility
{
    /// <summary>The natural logarithm of the probability.</summary>
    /// <param name="point">The configuration's encoding.</param>
    double Log(ReadOnlySpan<double> point);

    /// <summary>As <see cref="Log"/>, and writes its derivatives by the point: [dimensions].</summary>
    double LogWithGradient(ReadOnlySpan<double> point, Span<double> gradient);
}
