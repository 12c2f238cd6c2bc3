namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>One tile of a matrix product: C = Initial + A · B for a few rows and as many columns as a tile is wide.</summary>
internal unsafe struct TileArguments
{
    /// <summary>Element (0, 0) of the left matrix.</summary>
    public float* A;

    /// <summary>Floats from one row of A to the next.</summary>
    public nint ARowStride;

    /// <summary>Floats from one column of A to the next.</summary>
    public nint AColumnStride;

    /// <summary>The first row of the right matrix; a row's columns lie side by side.</summary>
    public float* B;

    /// <summary>Floats from one row of B to the next.</summary>
    public nint BStride;

    /// <summary>Columns of A, rows of B.</summary>
    public int Depth;

    /// <summary>What the tile starts from: C itself to add to it, a bias (stride 0), or zeros (stride 0).</summary>
    public float* Initial;

    /// <summary>Floats from one row of Initial to the next.</summary>
    public nint InitialStride;

    /// <summary>Where the tile goes.</summary>
    public float* C;

    /// <summary>Floats from one row of C to the next.</summary>
    public nint CStride;

    /// <summary>Goes on to the tile below.</summary>
    public void MoveDown(int rows, nint distanceInA)
    {
        A += distanceInA;
        Initial += rows * InitialStride;
        C += rows * CStride;
    }
}
