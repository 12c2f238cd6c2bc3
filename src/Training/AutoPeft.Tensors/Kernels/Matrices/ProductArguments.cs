namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>A matrix product C = Initial + A · B, with A of Rows × Depth and B of Depth × Columns.</summary>
/// <remarks>Whoever makes one keeps all memory in it pinned until the product is computed.</remarks>
internal unsafe struct ProductArguments
{
    /// <summary>Rows of A and C.</summary>
    public int Rows;

    /// <summary>Columns of B and C.</summary>
    public int Columns;

    /// <summary>Columns of A, rows of B.</summary>
    public int Depth;

    /// <summary>The left matrix.</summary>
    public MatrixView A;

    /// <summary>The right matrix; not read when <see cref="PackedB"/> is there.</summary>
    public MatrixView B;

    /// <summary>The right matrix in the order that tiles read it, or null.</summary>
    public float* PackedB;

    /// <summary>The result; its rows' elements lie side by side.</summary>
    public float* C;

    /// <summary>Floats from one row of C to the next.</summary>
    public nint CStride;

    /// <summary>What every row of C starts from, one row of numbers (a bias); null for zeros.</summary>
    public float* Bias;

    /// <summary>Whether the product is added to what is in C. Then there is no bias.</summary>
    public bool Accumulate;
}
