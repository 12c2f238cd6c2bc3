using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Modules;

/// <summary>The distributions that weights of PEFT modules start from.</summary>
internal static class WeightInitialization
{
    /// <summary>Normal with mean 0: element i is draw i of the key.</summary>
    public static float[] Normal(int count, double standardDeviation, RandomKey key) =>
        Fill(count, i => standardDeviation * key.Normal(i));

    /// <summary>Uniform in [−bound, bound): element i is draw i of the key.</summary>
    public static float[] Uniform(int count, double bound, RandomKey key) =>
        Fill(count, i => bound * ((2 * key.Uniform(i)) - 1));

    /// <summary>
    /// Kaiming-uniform with a = √5 as PyTorch starts linear layers (He et al. 2015, Eq. 14 with the gain √(2 / (1 + a²))):
    /// uniform in ±1/√fan-in.
    /// </summary>
    public static float[] KaimingUniform(int count, int fanIn, RandomKey key) => Uniform(count, 1 / Math.Sqrt(fanIn), key);

    private static float[] Fill(int count, Func<int, double> element)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)element(i);
        }

        return values;
    }
}
