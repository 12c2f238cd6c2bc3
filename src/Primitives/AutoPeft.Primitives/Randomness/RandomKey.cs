using System.Runtime.Intrinsics;

namespace AutoPeft.Primitives.Randomness;

/// <summary>A source of random numbers that is derived, never advanced: equal keys give equal draws, always.</summary>
/// <remarks>
/// Draw <c>i</c> of a key is a pure function of the key and <c>i</c> (a counter-based generator), so neither the order of
/// draws nor the number of threads matters, and a new consumer that derives its own key disturbs nobody. The mixing function
/// is the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
/// </remarks>
/// <param name="State">The 64 bits that identify the key.</param>
public readonly record struct RandomKey(ulong State)
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>The key of a seed as users write it.</summary>
    public static RandomKey FromSeed(long seed) => new(Mix(unchecked((ulong)seed) + Golden));

    /// <summary>A key for the consumer of this name, independent of all others.</summary>
    public RandomKey For(string consumer)
    {
        ArgumentNullException.ThrowIfNull(consumer);

        var hash = 14695981039346656037UL; // FNV-1a, 64 bits
        foreach (var character in consumer)
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return new(Mix(State ^ Mix(hash)));
    }

    /// <summary>A key for the consumer of this number, independent of all others.</summary>
    public RandomKey For(long index) => new(Mix(State + Mix(unchecked((ulong)index) ^ Golden)));

    /// <summary>Draw <paramref name="index"/> of this key: 64 uniform bits.</summary>
    public ulong Bits(long index) => Mix(unchecked(State + (((ulong)index + 1) * Golden)));

    /// <summary>Many draws at once: element i of <paramref name="destination"/> becomes draw first + i.</summary>
    public void Bits(long first, Span<ulong> destination)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var counters = Vector512<ulong>.Indices + Vector512.Create(unchecked((ulong)first + 1));
            for (; i <= destination.Length - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
            {
                var offset = (counters + Vector512.Create((ulong)i)) * Golden;
                Mix(offset + Vector512.Create(State)).CopyTo(destination[i..]);
            }
        }

        for (; i < destination.Length; i++)
        {
            destination[i] = Bits(first + i);
        }
    }

    /// <summary>Draw <paramref name="index"/> of this key: uniform in [0, 1), 53 bits.</summary>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draw <paramref name="index"/> of this key: a whole number, uniform in [0, <paramref name="count"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public int Below(long index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        return (int)Math.BigMul(Bits(index), (ulong)count, out _);
    }

    /// <summary>Draw <paramref name="index"/> of this key: standard normal (Box and Muller 1958, cosine branch).</summary>
    public double Normal(long index)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform(2 * index)));

        return radius * Math.Cos(2 * Math.PI * Uniform((2 * index) + 1));
    }

    /// <summary>The numbers 0 to <paramref name="count"/> − 1 in an order that is uniform over all orders (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = Below(i, i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    private static Vector512<ulong> Mix(Vector512<ulong> z)
    {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >>> 31);
    }
}
