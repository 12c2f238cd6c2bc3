using System.Numerics;

namespace AutoPeft.Tensors.Memory;

/// <summary>Keeps buffers that are not in use, by size class, so that a steady training step allocates none.</summary>
/// <remarks>
/// Four size classes an octave, so at most a fifth of a buffer is unused. Safe for use from several threads. Last in, first
/// out: the buffer handed out is the one most likely still in the cache.
/// </remarks>
/// <param name="retainedBytes">Most bytes kept for later; what is returned beyond that is left to the garbage collector.</param>
internal sealed class BufferPool(long retainedBytes)
{
    private const int SmallestExponent = 6; // 64 floats
    private const int ClassesPerOctave = 4;

    private readonly Lock _lock = new();
    private readonly Stack<TensorBuffer>?[] _free = new Stack<TensorBuffer>?[(31 - SmallestExponent) * ClassesPerOctave];
    private long _retained;

    /// <summary>What is handed out.</summary>
    public MemoryMeter Meter { get; } = new();

    /// <summary>A buffer of this length with any content and one reference.</summary>
    public TensorBuffer Rent(int length)
    {
        var (index, capacity) = ClassOf(length);
        Meter.Take(length);
        lock (_lock)
        {
            if (_free[index] is { Count: > 0 } stack)
            {
                var buffer = stack.Pop();
                _retained -= Bytes(buffer);
                buffer.Renew(length);
                return buffer;
            }
        }

        var fresh = new TensorBuffer(capacity, this);
        fresh.Renew(length);
        return fresh;
    }

    /// <summary>A buffer of this length filled with zeros and one reference.</summary>
    public TensorBuffer RentZeroed(int length)
    {
        var buffer = Rent(length);
        buffer.Span.Clear();
        return buffer;
    }

    /// <summary>Takes back a buffer that nobody holds any more.</summary>
    public void Return(TensorBuffer buffer)
    {
        Meter.GiveBack(buffer.Length);
        lock (_lock)
        {
            if (_retained + Bytes(buffer) <= retainedBytes)
            {
                (_free[ClassOf(buffer.Capacity).Index] ??= new()).Push(buffer);
                _retained += Bytes(buffer);
            }
        }
    }

    /// <summary>The size class of a length and the number of floats its buffers have room for.</summary>
    internal static (int Index, int Capacity) ClassOf(int length)
    {
        if (length <= 1 << SmallestExponent)
        {
            return (0, 1 << SmallestExponent);
        }

        var exponent = BitOperations.Log2((uint)(length - 1));
        var step = 1 << (exponent - 2);
        var quarter = (length - 1 - (1 << exponent)) / step; // 0 to 3
        var capacity = Math.Min((1L << exponent) + ((quarter + 1L) * step), Array.MaxLength - 64);
        return (((exponent - SmallestExponent) * ClassesPerOctave) + quarter + 1, (int)capacity);
    }

    private static long Bytes(TensorBuffer buffer) => (long)buffer.Capacity * sizeof(float);
}
