namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Copies a right matrix into the order in which tiles read it.</summary>
/// <remarks>
/// The depth is cut into blocks, and each block into panels as wide as a tile; a panel's rows lie one after the other. The
/// last panel is filled up with zeros. Block k0 begins at k0 · (columns, rounded up to whole panels).
/// </remarks>
internal static unsafe class MatrixPacker
{
    /// <summary>Rows in a block of depth: a panel of that many rows and 32 columns fills two thirds of a 48 KiB cache.</summary>
    public const int DepthBlock = 256;

    /// <summary>The number of floats a packed matrix takes.</summary>
    public static int PackedSize(int depth, int columns, int width) => checked(depth * RoundUp(columns, width));

    /// <summary>Packs the panel of columns from <paramref name="column"/> on, in every block of depth.</summary>
    public static void PackPanel(in ProductArguments product, int column, int width, float* packed)
    {
        var count = Math.Min(width, product.Columns - column);
        var roundedColumns = (nint)RoundUp(product.Columns, width);
        for (var k = 0; k < product.Depth; k += DepthBlock)
        {
            var rows = Math.Min(DepthBlock, product.Depth - k);
            var panel = packed + (k * roundedColumns) + ((nint)column * rows);
            if (product.B.ColumnStride == 1)
            {
                CopyRows(product.B.At(k, column), product.B.RowStride, (rows, count), panel, width);
            }
            else
            {
                CopyColumns(product.B.At(k, column), product.B.ColumnStride, (rows, count), panel, width);
            }
        }
    }

    /// <summary>Where a panel of a packed matrix begins.</summary>
    public static float* Panel(in ProductArguments product, int k, int rows, int column, int width) =>
        product.PackedB + ((nint)k * RoundUp(product.Columns, width)) + ((nint)column * rows);

    private static void CopyRows(float* source, nint stride, (int Rows, int Columns) size, float* panel, int width)
    {
        for (var k = 0; k < size.Rows; k++, source += stride, panel += width)
        {
            var row = new Span<float>(panel, width);
            new ReadOnlySpan<float>(source, size.Columns).CopyTo(row);
            row[size.Columns..].Clear();
        }
    }

    private static void CopyColumns(float* source, nint stride, (int Rows, int Columns) size, float* panel, int width)
    {
        for (var j = 0; j < width; j++, source += stride)
        {
            for (var k = 0; k < size.Rows; k++)
            {
                panel[(k * width) + j] = j < size.Columns ? source[k] : 0;
            }
        }
    }

    private static int RoundUp(int count, int width) => (count + width - 1) / width * width;
}
