using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Copies part of a left matrix into the order in which tall tiles read it: column after column of a few rows.</summary>
/// <remarks>Rows that lie far apart collide in the cache when their distance is a multiple of 4 KiB; copies do not.</remarks>
internal static unsafe class RowPacker
{
    /// <summary>Packs rows × depth elements from <paramref name="a"/> on, in panels of <paramref name="height"/> rows.</summary>
    public static void Pack(MatrixView a, (int Rows, int Depth) size, int height, float* packed)
    {
        for (var row = 0; row < size.Rows; row += height, packed += height * size.Depth)
        {
            var count = Math.Min(height, size.Rows - row);
            if (a.ColumnStride == 1)
            {
                BlockTransposer.Transpose(a.At(row, 0), a.RowStride, (count, size.Depth), packed, height);
            }
            else
            {
                CopyColumns(a.At(row, 0), a.ColumnStride, (count, size.Depth), packed, height);
            }
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
