using System.Collections;

namespace AutoPeft.Dashboard.Model;

/// <summary>A list that shares its items with the lists it grew from. Immutable for its readers.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class AppendOnly<T> : IReadOnlyList<T>
{
    private readonly Buffer _buffer;

    /// <summary>The list without items.</summary>
    public AppendOnly()
        : this(new(), 0)
    {
    }

    private AppendOnly(Buffer buffer, int count) => (_buffer, Count) = (buffer, count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The same as <see cref="Count"/>, so that it can be indexed from its end.</summary>
    public int Length => Count;

    /// <inheritdoc/>
    public T this[int index] => index < Count ? _buffer.Items[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>This list with further items. The first list that is made of one shares its storage, others copy it.</summary>
    public AppendOnly<T> With(IEnumerable<T> items)
    {
        var added = items as IReadOnlyCollection<T> ?? [.. items];
        if (added.Count == 0)
        {
            return this;
        }

        lock (_buffer)
        {
            var buffer = _buffer.Used == Count && Count > 0 ? _buffer : new() { Items = [.. this], Used = Count };
            buffer.Append(added);
            return new(buffer, Count + added.Count);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _buffer.Items[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Readers see only what lies before their own count, which is never written again; growing replaces the array.
    private sealed class Buffer
    {
        public T[] Items { get; set; } = [];

        public int Used { get; set; }

        public void Append(IReadOnlyCollection<T> added)
        {
            if (Used + added.Count > Items.Length)
            {
                var larger = new T[Math.Max(Used + added.Count, 2 * Items.Length)];
                Array.Copy(Items, larger, Used);
                Items = larger;
            }

            foreach (var item in added)
            {
                Items[Used++] = item;
            }
        }
    }
}
