using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Copies part of a left matrix to where tall tiles read it fast.</summary>
/// <remarks>Rows that lie far apart collide in the cache when their distance is a multiple of 4 KiB; copies do not.</remarks>
internal static unsafe class RowPacker
{
    /// <summary>Floats from one copied row to the next: half a cache line more than a block, so that rows spread over the cache.</summary>
    public const int RowStride = MatrixPacker.DepthBlock + 8;

    /// <summary>The number of floats that the copy of so many rows takes.</summary>
    public static int Size(int rows) => rows * RowStride;

    /// <summary>Copies rows whose elements lie side by side, one below the other.</summary>
    public static void CopyRows(MatrixView a, (int Rows, int Depth) size, float* packed)
    {
        for (var row = 0; row < size.Rows; row++, packed += RowStride)
        {
            new ReadOnlySpan<float>(a.At(row, 0), size.Depth).CopyTo(new(packed, size.Depth));
        }
    }

    /// <summary>Copies columns whose elements lie side by side, in panels of <paramref name="height"/> rows, column after column.</summary>
    public static void CopyPanels(MatrixView a, (int Rows, int Depth) size, int height, float* packed)
    {
        for (var row = 0; row < size.Rows; row += height, packed += height * size.Depth)
        {
            CopyColumns(a.At(row, 0), a.ColumnStride, (Math.Min(height, size.Rows - row), size.Depth), packed, height);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(float* source, nint stride, (int Rows, int Depth) size, float* packed, int height)
    {
        for (var k = 0; k < size.Depth; k++, source += stride, packed += height)
        {
            var i = 0;
            for (; i <= size.Rows - 4; i += 4)
            {
                Vector128.Load(source + i).Store(packed + i);
            }

            for (; i < size.Rows; i++)
            {
                packed[i] = source[i];
            }
        }
    }
}
