namespace AutoPeft.TestKit.Tensors;

/// <summary>Gradients of plain functions by central differences in double precision.</summary>
public static class PlainGradient
{
    // Balances the cut-off error h² against the rounding error 1e-16 / h: both stay near 1e-10.
    private const double Distance = 1e-5;

    /// <summary>∂f/∂x for every element of every input.</summary>
    public static double[][] Of(Func<double[][], double> function, double[][] inputs) =>
        [.. inputs.Select(input => Enumerable.Range(0, input.Length).Select(i => Slope(function, inputs, input, i)).ToArray())];

    private static double Slope(Func<double[][], double> function, double[][] inputs, double[] input, int i)
    {
        var centre = input[i];
        input[i] = centre + Distance;
        var above = function(inputs);
        input[i] = centre - Distance;
        var below = function(inputs);
        input[i] = centre;
        return (above - below) / (2 * Distance);
    }
}
