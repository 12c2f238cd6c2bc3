using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model;

/// <summary>The names that things have which mostly have the same ones. Immutable.</summary>
internal sealed class NameSet
{
    private NameSet(ImmutableArray<string> names) => Names = names;

    /// <summary>No names.</summary>
    public static NameSet Empty { get; } = new([]);

    /// <summary>Each name once, in ordinal order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>These names and those of further things.</summary>
    public NameSet With(IEnumerable<IReadOnlyList<string>> lists)
    {
        HashSet<string>? known = null;
        IReadOnlyList<string> before = [];
        foreach (var names in lists)
        {
            // Most name what the one before them named; comparing is cheaper than looking each name up.
            if (!names.SequenceEqual(before, StringComparer.Ordinal))
            {
                known ??= new(Names, StringComparer.Ordinal);
                known.UnionWith(names);
                before = names;
            }
        }

        return known is null || known.Count == Names.Length ? this : new([.. known.Order(StringComparer.Ordinal)]);
    }
}
