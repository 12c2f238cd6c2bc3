using System.Runtime.CompilerServices;

namespace AutoPeft.Tensors.Kernels.Lanes;

/// <summary>The rest of an array that does not fill a vector: it goes through the same arithmetic as every other element.</summary>
internal static unsafe class PartialVector<TSimd, TVector>
    where TSimd : struct, ISimd<TVector>
    where TVector : unmanaged
{
    /// <summary>Reads <paramref name="count"/> floats; the other lanes are 0.</summary>
    public static TVector Load(float* source, int count)
    {
        TVector value = default;
        Unsafe.CopyBlockUnaligned(&value, source, (uint)count * sizeof(float));
        return value;
    }

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    public static void Store(TVector value, float* destination, int count) =>
        Unsafe.CopyBlockUnaligned(destination, &value, (uint)count * sizeof(float));
}
