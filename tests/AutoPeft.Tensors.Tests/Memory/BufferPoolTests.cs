using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Tests.Memory;

public sealed class BufferPoolTests
{
    private readonly BufferPool _pool = new(retainedBytes: 1 << 20);

    [Fact]
    public void A_returned_buffer_is_handed_out_again()
    {
        var buffer = _pool.Rent(1000);
        buffer.Dispose();

        Assert.Same(buffer, _pool.Rent(990));
    }

    [Fact]
    public void A_buffer_with_another_holder_is_not_handed_out()
    {
        var buffer = _pool.Rent(1000);
        buffer.Retain();
        buffer.Dispose();

        Assert.NotSame(buffer, _pool.Rent(1000));
        buffer.Dispose();
        Assert.Same(buffer, _pool.Rent(1000));
    }

    [Fact]
    public void A_buffer_has_the_length_asked_for_and_begins_at_a_cache_line()
    {
        foreach (var length in new[] { 0, 1, 63, 64, 65, 1000, 4097 })
        {
            var buffer = _pool.Rent(length);

            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(0, Address(buffer) % 64);
        }
    }

    [Fact]
    public void A_zeroed_buffer_has_nothing_left_of_its_last_holder()
    {
        using (var buffer = _pool.Rent(100))
        {
            buffer.Span.Fill(3);
        }

        Assert.All(_pool.RentZeroed(100).Span.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void No_more_is_kept_than_allowed()
    {
        var buffers = Enumerable.Range(0, 3).Select(_ => _pool.Rent(100_000)).ToArray(); // 440 KB each

        Array.ForEach(buffers, buffer => buffer.Dispose());

        var again = Enumerable.Range(0, 3).Select(_ => _pool.Rent(100_000)).ToArray();
        Assert.Equal(2, again.Count(buffers.Contains));
    }

    [Fact]
    public void A_size_class_wastes_at_most_a_fifth()
    {
        for (var length = 65; length < 1 << 20; length += 1 + (length / 50))
        {
            var (_, capacity) = BufferPool.ClassOf(length);

            Assert.InRange(capacity, length, length * 1.25 + 1);
        }
    }

    [Fact]
    public void Every_length_up_to_the_longest_array_has_a_class_of_its_size()
    {
        var lengths = new[] { 64, 65, 128, 129, 1 << 20, (1 << 20) + 1, 1 << 30, (1 << 30) + 1, Array.MaxLength - 64 };

        var classes = lengths.Select(length => BufferPool.ClassOf(length).Index).ToArray();

        Assert.Equal(classes.Order(), classes);
        Assert.All(lengths, length => Assert.True(BufferPool.ClassOf(length).Capacity >= length));
        Assert.All(lengths, length =>
            Assert.Equal(BufferPool.ClassOf(length), BufferPool.ClassOf(BufferPool.ClassOf(length).Capacity)));
    }

    private static unsafe long Address(TensorBuffer buffer)
    {
        fixed (float* start = buffer.Span)
        {
            return (long)start;
        }
    }
}
