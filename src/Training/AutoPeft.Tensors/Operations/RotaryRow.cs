namespace AutoPeft.Tensors.Operations;

/// <summary>The angles of one position.</summary>
internal readonly ref struct RotaryRow(ReadOnlySpan<float> cosines, ReadOnlySpan<float> sines)
{
    public ReadOnlySpan<float> Cosines { get; } = cosines;

    public ReadOnlySpan<float> Sines { get; } = sines;
}
