namespace AutoPeft.Tensors.Kernels.Reference;

/// <summary>Matrix products in double precision, by the definition.</summary>
internal static class PlainMatrix
{
    /// <summary>[M, K] · [K, N] → [M, N].</summary>
    public static double[] Product(double[] left, double[] right, (int M, int K, int N) size)
    {
        var product = new double[size.M * size.N];
        for (var i = 0; i < size.M; i++)
        {
            for (var j = 0; j < size.N; j++)
            {
                for (var k = 0; k < size.K; k++)
                {
                    product[(i * size.N) + j] += left[(i * size.K) + k] * right[(k * size.N) + j];
                }
            }
        }

        return product;
    }

    /// <summary>[M, N] → [N, M].</summary>
    public static double[] Transpose(double[] x, int rows, int columns)
    {
        var result = new double[x.Length];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                result[(j * rows) + i] = x[(i * columns) + j];
            }
        }

        return result;
    }

    /// <summary>x · Wᵀ + b: [.., in] → [.., out], with W of [out, in] and b of [out] or empty.</summary>
    public static double[] Linear(double[] x, double[] weight, double[] bias, int inputs)
    {
        var outputs = weight.Length / inputs;
        var y = Product(x, Transpose(weight, outputs, inputs), (x.Length / inputs, inputs, outputs));
        for (var i = 0; i < y.Length && bias.Length > 0; i++)
        {
            y[i] += bias[i % outputs];
        }

        return y;
    }
}
