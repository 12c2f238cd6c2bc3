namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>A matrix somewhere in memory: element (i, j) is at i · RowStride + j · ColumnStride. One stride is 1.</summary>
/// <remarks>Whoever makes one keeps the memory pinned while it is used.</remarks>
internal readonly unsafe struct MatrixView(float* data, nint rowStride, nint columnStride)
{
    /// <summary>Element (0, 0).</summary>
    public float* Data { get; } = data;

    /// <summary>Floats from one row to the next.</summary>
    public nint RowStride { get; } = rowStride;

    /// <summary>Floats from one column to the next.</summary>
    public nint ColumnStride { get; } = columnStride;

    /// <summary>The same memory with rows and columns swapped.</summary>
    public MatrixView Transposed => new(Data, ColumnStride, RowStride);

    /// <summary>A matrix whose rows lie one after the other.</summary>
    public static MatrixView RowMajor(float* data, nint columns) => new(data, columns, 1);

    /// <summary>The address of an element.</summary>
    public float* At(nint row, nint column) => Data + (row * RowStride) + (column * ColumnStride);
}
