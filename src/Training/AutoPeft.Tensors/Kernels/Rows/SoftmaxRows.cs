namespace AutoPeft.Tensors.Kernels.Rows;

/// <summary>How rows of a softmax lie and what each sees of itself.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Width">Elements a row; row r begins at r · Width.</param>
/// <param name="Visible">Elements that the first row sees, from its start; the others get probability 0.</param>
/// <param name="Growth">Elements that each row sees more than the one before, up to Width: 1 under a causal mask, else 0.</param>
/// <param name="Scale">Factor on every element before the exponential.</param>
internal readonly record struct SoftmaxRows(int Rows, int Width, int Visible, int Growth, float Scale)
{
    /// <summary>Elements that a row sees.</summary>
    public int VisibleTo(int row) => (int)Math.Min(Width, Visible + ((long)row * Growth));
}
