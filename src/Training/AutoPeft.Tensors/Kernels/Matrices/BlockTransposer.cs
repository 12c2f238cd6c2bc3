using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoPeft.Tensors.Kernels.Matrices;

/// <summary>Turns rows into columns, 4 × 4 at a time in registers.</summary>
internal static unsafe class BlockTransposer
{
    /// <summary>target[j · targetStride + i] = source[i · sourceStride + j] for i below rows and j below columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, nint sourceStride, (int Rows, int Columns) size, float* target, nint targetStride)
    {
        var wholeRows = Sse.IsSupported ? size.Rows & ~3 : 0;
        var wholeColumns = Sse.IsSupported ? size.Columns & ~3 : 0;
        for (var i = 0; i < wholeRows; i += 4)
        {
            var from = source + (i * sourceStride);
            for (var j = 0; j < wholeColumns; j += 4)
            {
                TransposeFour(from + j, sourceStride, target + (j * targetStride) + i, targetStride);
            }
        }

        // What is left: columns beyond the last four in every row, and all columns of the rows beyond the last four.
        for (var i = 0; i < size.Rows; i++)
        {
            for (var j = i < wholeRows ? wholeColumns : 0; j < size.Columns; j++)
            {
                target[(j * targetStride) + i] = source[(i * sourceStride) + j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeFour(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var a = Vector128.Load(source);
        var b = Vector128.Load(source + sourceStride);
        var c = Vector128.Load(source + (2 * sourceStride));
        var d = Vector128.Load(source + (3 * sourceStride));
        var abLow = Sse.UnpackLow(a, b); // a0 b0 a1 b1
        var cdLow = Sse.UnpackLow(c, d);
        var abHigh = Sse.UnpackHigh(a, b); // a2 b2 a3 b3
        var cdHigh = Sse.UnpackHigh(c, d);
        Sse.MoveLowToHigh(abLow, cdLow).Store(target); // a0 b0 c0 d0
        Sse.MoveHighToLow(cdLow, abLow).Store(target + targetStride); // a1 b1 c1 d1
        Sse.MoveLowToHigh(abHigh, cdHigh).Store(target + (2 * targetStride));
        Sse.MoveHighToLow(cdHigh, abHigh).Store(target + (3 * targetStride));
    }
}
