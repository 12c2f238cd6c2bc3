namespace AutoPeft.Bench.Search.Problems;

/// <summary>The generator that the benchmark's protocol prescribes for initial points and noise, so that all peers see the same.</summary>
/// <param name="state">Where it starts.</param>
internal sealed class SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>The next number, uniform in [0, 1).</summary>
    public double NextUniform()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
