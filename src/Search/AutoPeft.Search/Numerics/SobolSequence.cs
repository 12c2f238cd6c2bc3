using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Numerics;

/// <summary>A Sobol sequence with Owen's nested uniform scrambling: points that fill the unit cube evenly, for any number of them.</summary>
/// <remarks>
/// Direction numbers follow Joe and Kuo, "Constructing Sobol Sequences with Better Two-Dimensional Projections", SIAM J. Sci.
/// Comput. 30, 2008: their initial numbers in the first 21 dimensions, and fixed pseudo-random odd ones (which also give a
/// Sobol sequence, with weaker two-dimensional projections) beyond. Scrambling: Owen, "Randomly Permuted (t,m,s)-Nets and
/// (t,s)-Sequences", 1995: each binary digit is flipped by a coin that depends on all higher digits, so every point is uniform
/// in the cube and the net property holds.
/// </remarks>
public sealed class SobolSequence
{
    private const int Bits = 32;

    /// <summary>Joe and Kuo's initial numbers of dimensions 2 to 21 (file new-joe-kuo-6.21201).</summary>
    private static readonly uint[][] Initial =
    [
        [1], [1, 3], [1, 3, 1], [1, 1, 1], [1, 1, 3, 3], [1, 3, 5, 13], [1, 1, 5, 5, 17], [1, 1, 5, 5, 5], [1, 1, 7, 11, 19],
        [1, 1, 5, 1, 1], [1, 1, 1, 3, 11], [1, 3, 5, 5, 31], [1, 3, 3, 9, 7, 49], [1, 1, 1, 15, 21, 21], [1, 3, 1, 13, 27, 49],
        [1, 1, 1, 15, 7, 5], [1, 3, 1, 15, 13, 25], [1, 1, 5, 5, 19, 61], [1, 3, 7, 11, 23, 15, 103], [1, 3, 7, 13, 13, 15, 69],
    ];

    private readonly uint[][] _directions;
    private readonly RandomKey _scramble;

    /// <summary>The sequence of a number of dimensions.</summary>
    /// <param name="dimensions">At least 1.</param>
    /// <param name="scramble">Which of the scramblings; equal keys give equal points.</param>
    public SobolSequence(int dimensions, RandomKey scramble)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);

        _scramble = scramble;
        _directions = [VanDerCorput(), .. PrimitivePolynomials.InOrder().Take(dimensions - 1).Select(Directions)];
    }

    /// <summary>How many coordinates a point has.</summary>
    public int Dimensions => _directions.Length;

    /// <summary>Point <paramref name="index"/> of the sequence: [dimensions], each in [0, 1).</summary>
    public double[] Point(uint index)
    {
        var point = new double[Dimensions];
        for (var dimension = 0; dimension < point.Length; dimension++)
        {
            point[dimension] = Scrambled(Raw(index, dimension), _scramble.For(dimension)) / (double)(1UL << Bits);
        }

        return point;
    }

    /// <summary>The unscrambled coordinate as a 32-bit fraction.</summary>
    internal uint Raw(uint index, int dimension)
    {
        var fraction = 0U;
        for (var bit = 0; index >> bit != 0 && bit < Bits; bit++)
        {
            fraction ^= (index >> bit & 1) == 1 ? _directions[dimension][bit] : 0;
        }

        return fraction;
    }

    private static uint Scrambled(uint fraction, RandomKey key)
    {
        var flips = 0U;
        for (var bit = 0; bit < Bits; bit++)
        {
            // The node of Owen's tree: how many digits are above this one, and which.
            var above = bit == 0 ? 0L : fraction >> (Bits - bit);
            flips |= (uint)(key.Bits(((1L << bit) + above) - 1) >> 63) << (Bits - 1 - bit);
        }

        return fraction ^ flips;
    }

    private static uint[] VanDerCorput() => [.. Enumerable.Range(0, Bits).Select(bit => 1U << (Bits - 1 - bit))];

    /// <summary>The recurrence of Bratley and Fox (Algorithm 659, 1988), on numbers shifted to 32-bit fractions.</summary>
    private static uint[] Directions(uint polynomial, int place)
    {
        var degree = (int)Math.Log2(polynomial);
        var directions = new uint[Bits];
        for (var bit = 0; bit < Bits; bit++)
        {
            directions[bit] = bit < degree
                ? InitialNumber(place, bit) << (Bits - 1 - bit)
                : Recur(directions, bit, polynomial, degree);
        }

        return directions;
    }

    private static uint Recur(uint[] directions, int bit, uint polynomial, int degree)
    {
        var direction = directions[bit - degree] ^ (directions[bit - degree] >> degree);
        for (var power = 1; power < degree; power++)
        {
            direction ^= (polynomial >> (degree - power) & 1) == 1 ? directions[bit - power] : 0;
        }

        return direction;
    }

    private static uint InitialNumber(int place, int bit) => place < Initial.Length
        ? Initial[place][bit]
        : (uint)RandomKey.FromSeed(place).Below(bit, 1 << bit) * 2 + 1;
}
