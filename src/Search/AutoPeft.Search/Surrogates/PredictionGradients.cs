namespace AutoPeft.Search.Surrogates;

/// <summary>Derivatives of a predicted mean and standard deviation by an encoded configuration.</summary>
internal sealed class PredictionGradients(int dimensions)
{
    /// <summary>[dimensions].</summary>
    public double[] Mean { get; } = new double[dimensions];

    /// <summary>[dimensions].</summary>
    public double[] Deviation { get; } = new double[dimensions];
}
