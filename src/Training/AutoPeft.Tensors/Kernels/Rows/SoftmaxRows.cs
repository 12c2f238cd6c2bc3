namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>How rows of a softmax lie and what each sees of itself.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Width">Elements a row; row r begins at r · Width.</param>
/// <param name="Visible">Most elements that a row sees, from its start; those it does not see get probability 0.</param>
/// <param name="Start">Elements that the first row sees at most; each row sees one more than the one before (causal mask).</param>
/// <param name="Scale">Factor on every element before the exponential.</param>
internal readonly record struct SoftmaxRows(int Rows, int Width, int Visible, int Start, float Scale)
{
    private const int WidestVector = 16; // floats

    /// <summary>Rows that all see all of themselves.</summary>
    public static SoftmaxRows Whole(int rows, int width) => new(rows, width, width, width, 1);

    /// <summary>Elements of a row that are computed, in whole vectors where there is room; no row sees those behind them, which become 0.</summary>
    public int Computed => Math.Min(Width, (Visible + WidestVector - 1) / WidestVector * WidestVector);

    /// <summary>Elements that a row sees.</summary>
    public int VisibleTo(int row) => Math.Min(Visible, Start + row);
}
