using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Tests.Numerics;

public sealed class SobolSequenceTests
{
    [Fact]
    public void The_first_points_in_three_dimensions_are_the_known_ones()
    {
        var sequence = new SobolSequence(3, RandomKey.FromSeed(0));
        double[][] expected = [[0, 0, 0], [0.5, 0.5, 0.5], [0.25, 0.75, 0.75], [0.75, 0.25, 0.25]];

        for (var index = 0; index < 4; index++)
        {
            // In binary order, not Gray code order: points 2 and 3 of the latter are swapped.
            var point = Enumerable.Range(0, 3).Select(dimension => sequence.Raw((uint)index, dimension) / 4294967296.0);
            Assert.Equal(expected[index], point);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    public void Every_coordinate_hits_every_interval_of_equal_length_once(int dimensions)
    {
        var sequence = new SobolSequence(dimensions, RandomKey.FromSeed(7));
        var points = Enumerable.Range(0, 64).Select(index => sequence.Point((uint)index)).ToArray();

        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            Assert.Equal(64, points.Select(point => (int)(point[dimension] * 64)).Distinct().Count());
        }
    }

    [Fact]
    public void The_first_two_coordinates_hit_every_elementary_box_once()
    {
        var sequence = new SobolSequence(2, RandomKey.FromSeed(7));
        var points = Enumerable.Range(0, 256).Select(index => sequence.Point((uint)index)).ToArray();

        for (var split = 0; split <= 8; split++)
        {
            var (wide, tall) = (1 << split, 1 << (8 - split));
            Assert.Equal(256, points.Select(point => ((int)(point[0] * wide), (int)(point[1] * tall))).Distinct().Count());
        }
    }

    [Fact]
    public void Scrambled_points_integrate_a_smooth_function_far_better_than_random_ones()
    {
        var sequence = new SobolSequence(6, RandomKey.FromSeed(11));

        var mean = Enumerable.Range(0, 4096).Average(index => sequence.Point((uint)index).Aggregate(1.0, (product, x) => product * (0.5 + x)));

        // The integral is 1 and random points would be off by about 0.012.
        Assert.Equal(1, mean, 1e-3);
    }

    [Fact]
    public void Different_keys_scramble_differently_and_equal_ones_equally()
    {
        Assert.Equal(new SobolSequence(5, RandomKey.FromSeed(1)).Point(9), new SobolSequence(5, RandomKey.FromSeed(1)).Point(9));
        Assert.NotEqual(new SobolSequence(5, RandomKey.FromSeed(1)).Point(9), new SobolSequence(5, RandomKey.FromSeed(2)).Point(9));
    }

    [Fact]
    public void There_are_as_many_primitive_polynomials_as_the_theory_says()
    {
        // φ(2^n − 1) / n for degrees 1 to 10.
        int[] expected = [1, 1, 2, 2, 6, 6, 18, 16, 48, 60];

        var counts = PrimitivePolynomials.InOrder().TakeWhile(polynomial => polynomial < 2048).CountBy(polynomial => (int)Math.Log2(polynomial));

        Assert.Equal(expected, counts.OrderBy(entry => entry.Key).Select(entry => entry.Value));
    }
}
