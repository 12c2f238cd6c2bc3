using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
            var from = new MatrixView(product.B.At(k, column), product.B.RowStride, product.B.ColumnStride);
            CopyPanel(from, (rows, count), panel, width);
        }
    }

    /// <summary>Copies rows × columns elements to rows of <paramref name="width"/>, filled up with zeros.</summary>
    public static void CopyPanel(MatrixView from, (int Rows, int Columns) size, float* panel, int width)
    {
        if (from.ColumnStride == 1)
        {
            CopyRows(from.Data, from.RowStride, size, panel, width);
        }
        else
        {
            CopyColumns(from.Data, from.ColumnStride, size, panel, width);
        }
    }

    /// <summary>Where a panel of a packed matrix begins.</summary>
    public static float* Panel(in ProductArguments product, int k, int rows, int column, int width) =>
        product.PackedB + ((nint)k * RoundUp(product.Columns, width)) + ((nint)column * rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(float* source, nint stride, (int Rows, int Columns) size, float* panel, int width)
    {
        for (var k = 0; k < size.Rows; k++, source += stride, panel += width)
        {
            var j = 0;
            for (; j <= size.Columns - Vector256<float>.Count; j += Vector256<float>.Count)
            {
                Vector256.Load(source + j).Store(panel + j);
            }

            for (; j < width; j++)
            {
                panel[j] = j < size.Columns ? source[j] : 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(float* source, nint stride, (int Rows, int Columns) size, float* panel, int width)
    {
        BlockTransposer.Transpose(source, stride, (size.Columns, size.Rows), panel, width);
        for (var k = 0; k < size.Rows && size.Columns < width; k++)
        {
            new Span<float>(panel + (k * width) + size.Columns, width - size.Columns).Clear();
        }
    }

    private static int RoundUp(int count, int width) => (count + width - 1) / width * width;
}
