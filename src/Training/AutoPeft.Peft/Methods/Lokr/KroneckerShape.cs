using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>How a weight, [out, in], splits into C, [a, c], and D, [b, d]: <c>out = a · b</c> and <c>in = c · d</c>.</summary>
/// <param name="A">The rows of C.</param>
/// <param name="B">The rows of D.</param>
/// <param name="C">The columns of C.</param>
/// <param name="D">The columns of D.</param>
internal sealed record KroneckerShape(int A, int B, int C, int D)
{
    public static KroneckerShape Of(ModuleShape module, int factor)
    {
        var (a, b) = Factors(module.OutputSize, factor);
        var (c, d) = Factors(module.InputSize, factor);

        return new(a, b, c, d);
    }

    /// <summary>Two factors of a number, the smaller first: with <paramref name="factor"/> itself if it divides, else the pair nearest
    /// to equal whose smaller factor is at most <paramref name="factor"/> (−1: any).</summary>
    public static (int Small, int Large) Factors(int number, int factor)
    {
        if (factor > 0 && number % factor == 0)
        {
            return (factor, number / factor);
        }

        var limit = factor == LokrConfig.NearSquareRoot ? number : factor;
        var small = 1;
        for (var candidate = 2; candidate <= limit && (long)candidate * candidate <= number; candidate++)
        {
            small = number % candidate == 0 ? candidate : small;
        }

        return (small, number / small);
    }
}
