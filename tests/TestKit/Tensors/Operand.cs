using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.TestKit.Tensors;

/// <summary>An input of an operation under test: numbers that float32 holds exactly.</summary>
/// <param name="Values">The elements, row-major.</param>
/// <param name="Shape">The shape.</param>
public sealed record Operand(double[] Values, Shape Shape)
{
    /// <summary>The elements as floats.</summary>
    public float[] Floats => Array.ConvertAll(Values, value => (float)value);

    /// <summary>Standard normal numbers that depend on the seed alone.</summary>
    public static Operand Normal(int seed, params int[] extents)
    {
        var shape = new Shape(extents);
        var key = RandomKey.FromSeed(seed);
        return new([.. Enumerable.Range(0, shape.Count).Select(i => (double)(float)key.Normal(i))], shape);
    }
}
