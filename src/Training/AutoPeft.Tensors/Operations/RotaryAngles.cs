namespace AutoPeft.Tensors.Operations;

/// <summary>The angles of rotary position embeddings: pair i of a head at position t turns by t · f[i] (Su et al. 2021, eq. 34).</summary>
public sealed class RotaryAngles
{
    private readonly float[] _cosines;
    private readonly float[] _sines;

    /// <summary>The angles for every position up to a length. Angles are products of 32-bit floats, as in the models' own code.</summary>
    /// <param name="frequencies">f, radians a position for each of the D / 2 pairs.</param>
    /// <param name="length">The number of positions; at least 1.</param>
    public RotaryAngles(ReadOnlySpan<float> frequencies, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Pairs = frequencies.Length;
        Length = length;
        _cosines = new float[Pairs * length];
        _sines = new float[Pairs * length];
        for (var t = 0; t < length; t++)
        {
            for (var i = 0; i < Pairs; i++)
            {
                var (sine, cosine) = Math.SinCos(t * frequencies[i]);
                (_cosines[(t * Pairs) + i], _sines[(t * Pairs) + i]) = ((float)cosine, (float)sine);
            }
        }
    }

    /// <summary>D / 2, half the width of a head.</summary>
    public int Pairs { get; }

    /// <summary>The number of positions.</summary>
    public int Length { get; }

    /// <summary>The cosines at a position, [D / 2].</summary>
    public ReadOnlySpan<float> Cosines(int position) => _cosines.AsSpan(position * Pairs, Pairs);

    /// <summary>The sines at a position, [D / 2].</summary>
    public ReadOnlySpan<float> Sines(int position) => _sines.AsSpan(position * Pairs, Pairs);
}
