using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Kernels.Noise;

namespace AutoPeft.Tensors.Tests.Kernels.Noise;

public sealed class DropoutKernelsTests
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(1e-12f)]
    [InlineData(0.999f)]
    public void Every_element_follows_its_draw(float fraction)
    {
        var key = RandomKey.FromSeed(3);
        var x = Enumerable.Range(1, 1201).Select(i => (float)i).ToArray();
        var result = new float[x.Length];

        DropoutKernels.Apply(x, result, (key, 77), fraction);

        var expected = x.Select((value, i) => key.Uniform(77 + i) >= fraction ? value * (1 / (1 - fraction)) : 0);
        Assert.Equal(expected, result);
    }
}
