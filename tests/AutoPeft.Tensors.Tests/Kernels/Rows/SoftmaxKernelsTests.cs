using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Kernels.Rows;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Kernels.Rows;

public sealed class SoftmaxKernelsTests
{
    private const float Scale = 0.7f;

    /// <summary>Kernel set, rows, width, most visible, visible to the first row.</summary>
    public static TheoryData<string, int, int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int, int, int>();
            foreach (var name in new[] { KernelSets.Avx512, KernelSets.Avx2, KernelSets.Portable })
            {
                cases.Add(name, 3, 7, 7, 7);
                cases.Add(name, 3, 32, 20, 20);
                cases.Add(name, 5, 48, 33, 31);
                cases.Add(name, 4, 16, 16, 1);
                cases.Add(name, 2, 37, 37, 37);
                cases.Add(name, 2, 16, 0, 0);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_a_row_sees_becomes_its_softmax_and_the_rest_zero(string kernels, int rows, int width, int visible, int start)
    {
        var layout = new SoftmaxRows(rows, width, visible, start, Scale);
        var values = Values(layout);
        var result = (float[])values.Clone();

        KernelSets.Named(kernels).Softmax.Softmax(result, layout, new float[2 * rows]);

        OperationCheck.Close(Plain(values, layout), result, "softmax");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Computed_again_the_bits_are_the_same(string kernels, int rows, int width, int visible, int start)
    {
        var layout = new SoftmaxRows(rows, width, visible, start, Scale);
        var values = Values(layout);
        var (first, second, statistics) = ((float[])values.Clone(), (float[])values.Clone(), new float[2 * rows]);
        var softmax = KernelSets.Named(kernels).Softmax;

        softmax.Softmax(first, layout, statistics);
        softmax.SoftmaxAgain(second, layout, statistics);

        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_is_that_of_the_definition(string kernels, int rows, int width, int visible, int start)
    {
        var layout = new SoftmaxRows(rows, width, visible, start, Scale);
        var values = Values(layout);
        var probabilities = Plain(values, layout);
        var upper = Values(layout with { Scale = 2 });
        var result = (float[])upper.Clone();

        KernelSets.Named(kernels).Softmax.Gradient(Array.ConvertAll(probabilities, p => (float)p), result, layout);

        var expected = probabilities.Select((p, i) => Scale * p * (upper[i] - Mean(probabilities, upper, i / width * width, layout)));
        OperationCheck.Close([.. expected.Select((value, i) => Sees(layout, i) ? value : 0)], result, "gradient");
    }

    /// <summary>What no row sees is not a number, as in memory used before.</summary>
    private static float[] Values(SoftmaxRows layout)
    {
        var key = RandomKey.FromSeed((int)(layout.Scale * 10));
        return [.. Enumerable.Range(0, layout.Rows * layout.Width).Select(i => Sees(layout, i) ? 3 * (float)key.Normal(i) : float.NaN)];
    }

    private static double[] Plain(float[] values, SoftmaxRows layout)
    {
        var result = new double[values.Length];
        for (var row = 0; row < layout.Rows; row++)
        {
            var seen = values.Skip(row * layout.Width).Take(layout.VisibleTo(row)).Select(value => (double)Scale * value).ToArray();
            PlainRows.Softmax(seen, Math.Max(1, seen.Length)).CopyTo(result, row * layout.Width);
        }

        return result;
    }

    private static double Mean(double[] probabilities, float[] upper, int start, SoftmaxRows layout) =>
        Enumerable.Range(start, layout.VisibleTo(start / layout.Width)).Sum(i => probabilities[i] * upper[i]);

    private static bool Sees(SoftmaxRows layout, int i) => i % layout.Width < layout.VisibleTo(i / layout.Width);
}
