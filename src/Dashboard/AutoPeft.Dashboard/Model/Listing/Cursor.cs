namespace AutoPeft.Dashboard.Model.Listing;

/// <summary>Cuts lists into pages that go on where the last one ended, whatever was added or removed meanwhile.</summary>
internal static class Cursor
{
    /// <summary>A page of a list.</summary>
    /// <param name="all">The whole list, in any order.</param>
    /// <param name="keyOf">What orders it, ordinally; unique.</param>
    /// <param name="after">The key of the last item before the page; empty for the first page.</param>
    /// <param name="size">The most items on it; at least one is.</param>
    public static PageDocument<T> Page<T>(IReadOnlyCollection<T> all, Func<T, string> keyOf, string after, int size)
    {
        size = Math.Max(1, size);
        var rest = all.Select(item => (Key: keyOf(item), Item: item)).Where(item => string.CompareOrdinal(item.Key, after) > 0)
            .OrderBy(item => item.Key, StringComparer.Ordinal).Take(size + 1).ToArray();

        return new([.. rest.Take(size).Select(item => item.Item)], all.Count, rest.Length > size ? rest[size - 1].Key : null);
    }

    /// <summary>A key by which the earliest comes first.</summary>
    public static string Rising(DateTimeOffset time, string name) => $"{time.UtcTicks:x16}.{name}";

    /// <summary>A key by which the latest comes first.</summary>
    public static string Falling(DateTimeOffset time, string name) => $"{long.MaxValue - time.UtcTicks:x16}.{name}";

    /// <summary>A key by which the most comes first.</summary>
    public static string Falling(int count, string name) => $"{int.MaxValue - count:x8}.{name}";

    /// <summary>A key by which the smallest comes first, also of numbers below 0.</summary>
    public static string Rising(double number, int name)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);

        // As they are, positive numbers order by their bits; negative ones the other way round.
        return $"{(ulong)(bits ^ ((bits >> 63) | long.MinValue)):x16}.{name:x8}";
    }
}
