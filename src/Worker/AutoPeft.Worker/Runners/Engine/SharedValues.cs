namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// Values that are made on first use and then shared. A failure is not remembered: the next request tries again.
/// </summary>
internal sealed class SharedValues<TKey, TValue>(Func<TKey, TValue> make)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TValue> _values = [];

    /// <summary>All values made so far.</summary>
    public IReadOnlyCollection<TValue> Made
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.Values];
            }
        }
    }

    /// <summary>The value of a key. Who asks while it is being made waits for it.</summary>
    public TValue Get(TKey key)
    {
        lock (_gate)
        {
            if (!_values.TryGetValue(key, out var value))
            {
                value = make(key);
                _values.Add(key, value);
            }

            return value;
        }
    }
}
