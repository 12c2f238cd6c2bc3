using System.Runtime.InteropServices;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Bench.Training;

/// <summary>The matrix product of a BLAS library that this machine has, to be timed beside ours.</summary>
internal sealed unsafe class SystemBlas : IDisposable
{
    private const int RowMajor = 101;
    private const int AsItIs = 111;

    private readonly nint _library;
    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;

    private SystemBlas(nint library, nint sgemm)
    {
        _library = library;
        _sgemm = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)sgemm;
        if (NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var threads))
        {
            ((delegate* unmanaged[Cdecl]<int, void>)threads)(1);
        }
    }

    /// <summary>The library of this name or path, on one thread.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static SystemBlas Open(string name) => Find(name) ?? throw new InvalidInputException(
        new FaultPlace("--blas"),
        $"'{name}' is no library with cblas_sgemm that can be loaded.",
        "Name a library, e.g. /usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0, or leave --blas out.");

    /// <summary>The same; null where there is none.</summary>
    public static SystemBlas? Find(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var library))
        {
            return null;
        }

        if (NativeLibrary.TryGetExport(library, "cblas_sgemm", out var sgemm))
        {
            return new(library, sgemm);
        }

        NativeLibrary.Free(library);

        return null;
    }

    /// <summary>result = left · right: [rows, depth] · [depth, columns] → [rows, columns].</summary>
    public void Multiply(float[] left, float[] right, float[] result, (int Rows, int Columns, int Depth) size)
    {
        fixed (float* a = left, b = right, c = result)
        {
            _sgemm(RowMajor, AsItIs, AsItIs, size.Rows, size.Columns, size.Depth, 1, a, size.Depth, b, size.Columns, 0, c, size.Columns);
        }
    }

    public void Dispose() => NativeLibrary.Free(_library);
}
