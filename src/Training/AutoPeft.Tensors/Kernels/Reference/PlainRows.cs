namespace AutoPeft.Tensors.Kernels.Reference;

/// <summary>Operations on whole rows in double precision, by their definitions.</summary>
internal static class PlainRows
{
    /// <summary>eˣ / Σ eˣ of each row.</summary>
    public static double[] Softmax(double[] x, int width) => EachRow(x, width, row =>
    {
        var exponentials = Array.ConvertAll(row, value => Math.Exp(value - row.Max()));
        return Array.ConvertAll(exponentials, value => value / exponentials.Sum());
    });

    /// <summary>(x − mean) / √(variance + ε) · weight + bias of each row.</summary>
    public static double[] LayerNorm(double[] x, double[] weight, double[] bias, double epsilon) =>
        EachRow(x, weight.Length, row =>
        {
            var mean = row.Average();
            var deviation = Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + epsilon);
            return [.. row.Select((value, i) => ((value - mean) / deviation * weight[i]) + bias[i])];
        });

    /// <summary>x / √(mean of x² + ε) · weight of each row.</summary>
    public static double[] RmsNorm(double[] x, double[] weight, double epsilon) => EachRow(x, weight.Length, row =>
    {
        var root = Math.Sqrt(row.Average(value => value * value) + epsilon);
        return [.. row.Select((value, i) => value / root * weight[i])];
    });

    /// <summary>Σ w (log Σ eˣ − x[target]) / Σ w over the rows whose target is not −1, with w the weight of the target's class.</summary>
    public static double CrossEntropy(double[] logits, int[] targets, double[] classWeights)
    {
        var width = logits.Length / targets.Length;
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] >= 0)
            {
                var row = logits.AsSpan(i * width, width).ToArray();
                var weight = classWeights.Length == 0 ? 1 : classWeights[targets[i]];
                sum += weight * (Math.Log(row.Sum(Math.Exp)) - row[targets[i]]);
                total += weight;
            }
        }

        return sum / total;
    }

    private static double[] EachRow(double[] x, int width, Func<double[], double[]> operation) =>
        [.. x.Chunk(width).SelectMany(operation)];
}
