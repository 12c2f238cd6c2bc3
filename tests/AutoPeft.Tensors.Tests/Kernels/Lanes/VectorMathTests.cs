using AutoPeft.Tensors.Kernels.Activations;
using AutoPeft.Tensors.Kernels.Reference;

namespace AutoPeft.Tensors.Tests.Kernels.Lanes;

/// <summary>The errors that <c>VectorMath</c> states, seen through the activations, on a fine grid over the whole range.</summary>
public sealed class VectorMathTests
{
    public static TheoryData<string> Kernels => [KernelSets.Avx512, KernelSets.Avx2, KernelSets.Portable];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Tanh_is_within_three_ten_millionths_of_itself(string kernels)
    {
        foreach (var (x, y) in Values<TanhActivation>(kernels, 12))
        {
            Assert.True(Math.Abs(y - Math.Tanh(x)) <= 3e-7 * Math.Abs(Math.Tanh(x)), $"tanh {x} is not {y}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Sigmoid_is_within_four_ten_millionths_of_itself(string kernels)
    {
        // Below −87 the exponential is held, and the result is as good as 0.
        foreach (var (x, y) in Values<SigmoidActivation>(kernels, 86))
        {
            var expected = PlainActivations.Sigmoid(x);
            Assert.True(Math.Abs(y - expected) <= 4e-7 * expected, $"σ({x}) is not {y} but {expected}.");
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Gelu_is_within_three_ten_millionths_of_its_argument(string kernels)
    {
        foreach (var (x, y) in Values<GeluActivation>(kernels, 12))
        {
            var expected = PlainActivations.Gelu(x);
            Assert.True(Math.Abs(y - expected) <= 3e-7 * Math.Max(1, Math.Abs(x)), $"GELU({x}) is not {y} but {expected}.");
        }
    }

    private static IEnumerable<(double X, double Y)> Values<TActivation>(string kernels, float limit)
        where TActivation : struct, IActivation
    {
        const int Points = 100_001;
        var x = Enumerable.Range(0, Points).Select(i => limit * ((2f * i / (Points - 1)) - 1)).ToArray();
        var y = new float[Points];
        KernelSets.Named(kernels).Elementwise.Map<TActivation>(x, y);
        return x.Zip(y, (a, b) => ((double)a, (double)b));
    }
}
