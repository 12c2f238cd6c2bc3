using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoPeft.Tensors.Kernels.Lanes;

/// <summary>Registers of whatever width the machine has: NEON, SSE, WebAssembly.</summary>
internal readonly unsafe struct SimdPortable : ISimd<Vector<float>>
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;

    public static int Count => Vector<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source) => Vector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* destination) => value.Store(destination);

    public static Vector<float> LoadPart(float* source, int count)
    {
        Vector<float> value = default;
        Unsafe.CopyBlockUnaligned(&value, source, (uint)count * sizeof(float));
        return value;
    }

    public static void StorePart(Vector<float> value, float* destination, int count) =>
        Unsafe.CopyBlockUnaligned(destination, &value, (uint)count * sizeof(float));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FirstLanes(Vector<float> a, int count, Vector<float> b) =>
        Vector.ConditionalSelect(Vector.GreaterThan(new Vector<float>(count), Vector<float>.Indices), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Add(Vector<float> a, Vector<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Subtract(Vector<float> a, Vector<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Multiply(Vector<float> a, Vector<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Divide(Vector<float> a, Vector<float> b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) =>
        Vector.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> SquareRoot(Vector<float> a) => Vector.SquareRoot(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Min(Vector<float> a, Vector<float> b) => Vector.Min(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Max(Vector<float> a, Vector<float> b) => Vector.Max(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Abs(Vector<float> a) => Vector.Abs(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> WhereGreater(
        Vector<float> x, Vector<float> limit, Vector<float> a, Vector<float> b) =>
        Vector.ConditionalSelect(Vector.GreaterThan(x, limit), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Round(Vector<float> a) => Vector.Round(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> PowerOfTwo(Vector<float> n)
    {
        var exponent = Vector.ConvertToInt32Native(n) + new Vector<int>(ExponentBias);
        return Vector.ShiftLeft(exponent, MantissaBits).As<int, float>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector<float> a) => Vector.Sum(a);

    public static float MaxLane(Vector<float> a)
    {
        var greatest = a[0];
        for (var i = 1; i < Count; i++)
        {
            greatest = MathF.Max(greatest, a[i]);
        }

        return greatest;
    }
}
