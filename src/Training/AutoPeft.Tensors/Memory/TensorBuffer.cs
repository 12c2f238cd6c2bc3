using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoPeft.Tensors.Memory;

/// <summary>Memory for floats: counted references, aligned to a cache line, pinned so that the alignment stays.</summary>
/// <remarks>
/// A pooled buffer goes back to its pool when the last reference is released. A buffer without a pool (a leaf's) is shared
/// freely, also between threads, and is left to the garbage collector; counting does nothing there.
/// </remarks>
internal sealed class TensorBuffer : IDisposable
{
    private const int Alignment = 64; // bytes in a cache line, and in a 512-bit vector

    private readonly float[] _array;
    private readonly int _offset;
    private readonly BufferPool? _pool;
    private readonly TensorBuffer? _whole;
    private int _references;

    /// <summary>A buffer with room for <paramref name="capacity"/> floats, with any content, and one reference.</summary>
    public unsafe TensorBuffer(int capacity, BufferPool? pool)
    {
        _array = GC.AllocateUninitializedArray<float>(capacity + (Alignment / sizeof(float)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _offset = (int)((Alignment - (address % Alignment)) % Alignment / sizeof(float));
        _pool = pool;
        _references = 1;
        Capacity = capacity;
        Length = capacity;
    }

    private TensorBuffer(TensorBuffer whole, int start, int length)
    {
        (_whole, _array, _offset) = (whole, whole._array, whole._offset + start);
        Capacity = length;
        Length = length;
    }

    /// <summary>The number of floats there is room for.</summary>
    public int Capacity { get; }

    /// <summary>The number of floats in use.</summary>
    public int Length { get; private set; }

    /// <summary>Whether more than one holder would see a change.</summary>
    public bool IsShared => _whole?.IsShared ?? _references > 1;

    /// <summary>The floats in use.</summary>
    public Span<float> Span =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset), Length);

    /// <summary>The same memory as whole numbers.</summary>
    public Span<int> Integers => MemoryMarshal.Cast<float, int>(Span);

    /// <summary>Part of the floats in use.</summary>
    public Span<float> Slice(int start, int count) => Span.Slice(start, count);

    /// <summary>Part of the floats in use, as a buffer that holds and lets go of this one's references: it adds none by itself.</summary>
    public TensorBuffer Window(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (ulong)(uint)count, (ulong)Length, nameof(count));

        return new(_whole ?? this, start + (_whole is null ? 0 : _offset - _whole._offset), count);
    }

    /// <summary>One more holder.</summary>
    public TensorBuffer Retain()
    {
        _whole?.Retain();
        _references += _pool is null ? 0 : 1;
        return this;
    }

    /// <summary>One holder less; after the last one the memory may be handed out again.</summary>
    public void Dispose()
    {
        _whole?.Dispose();
        if (_pool is not null && --_references == 0)
        {
            _pool.Return(this);
        }
    }

    /// <summary>Makes a buffer from the pool ready for a new holder.</summary>
    public void Renew(int length)
    {
        Length = length;
        _references = 1;
    }
}
