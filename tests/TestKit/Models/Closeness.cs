using Xunit;

namespace AutoPeft.TestKit.Models;

/// <summary>Compares tensors with a reference.</summary>
public static class Closeness
{
    /// <summary>
    /// Every element within <paramref name="tolerance"/> of the expected one, relative to it or to a tenth of the
    /// largest: elements near zero are differences of large numbers and carry those numbers' rounding.
    /// </summary>
    /// <param name="expected">The reference.</param>
    /// <param name="actual">As many numbers.</param>
    /// <param name="tolerance">Relative.</param>
    /// <param name="name">What is compared, for the message.</param>
    public static void Check(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = 0.0;
        foreach (var value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = tolerance * Math.Max(Math.Abs(expected[i]), 0.1 * largest);
            var difference = Math.Abs(expected[i] - actual[i]);
            Assert.True(difference <= allowed, $"{name}[{i}] is {actual[i]}, expected {expected[i]}");
        }
    }
}
