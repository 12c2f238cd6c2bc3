namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Some of the rows, columns or depth of a product.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
internal readonly record struct Stretch(int First, int Count)
{
    /// <summary>Part number <paramref name="part"/> of <paramref name="total"/> cut into parts of <paramref name="size"/>.</summary>
    public static Stretch Of(int part, int size, int total) => new(part * size, Math.Min(size, total - (part * size)));

    /// <summary>The number of parts of <paramref name="size"/> that <paramref name="total"/> is cut into.</summary>
    public static int Parts(int size, int total) => (total + size - 1) / size;
}
