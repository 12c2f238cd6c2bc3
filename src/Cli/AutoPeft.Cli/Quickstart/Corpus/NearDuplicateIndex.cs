namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Remembers texts as sets of words and refuses one that is nearly the same as an earlier one.</summary>
/// <param name="overlap">The Jaccard similarity from which two texts count as the same, in (0, 1].</param>
/// <remarks>
/// Prefix filtering (Chaudhuri, Ganti and Kaushik, ICDE 2006): when the words of all sets are put into one order, two
/// sets of overlap t share one of their first <c>n − ⌈t·n⌉ + 1</c> words. Only these are looked up; long words come
/// first, since they are rare.
/// </remarks>
internal sealed class NearDuplicateIndex(double overlap)
{
    private readonly Dictionary<string, List<HashSet<string>>> _setsByWord = new(StringComparer.Ordinal);

    /// <summary>Adds the text unless an earlier one is nearly the same; says whether it was added.</summary>
    /// <param name="words">The text's words; repetitions do not count.</param>
    public bool TryAdd(IEnumerable<string> words)
    {
        var set = words.ToHashSet(StringComparer.Ordinal);
        var prefix = set
            .OrderByDescending(word => word.Length)
            .ThenBy(word => word, StringComparer.Ordinal)
            .Take(set.Count - (int)Math.Ceiling(overlap * set.Count) + 1)
            .ToList();
        if (prefix.Exists(word => _setsByWord.GetValueOrDefault(word)?.Exists(other => IsNear(set, other)) == true))
        {
            return false;
        }

        foreach (var word in prefix)
        {
            if (!_setsByWord.TryGetValue(word, out var sets))
            {
                _setsByWord[word] = sets = [];
            }

            sets.Add(set);
        }

        return true;
    }

    private bool IsNear(HashSet<string> set, HashSet<string> other)
    {
        if (Math.Min(set.Count, other.Count) < overlap * Math.Max(set.Count, other.Count))
        {
            return false;
        }

        var common = set.Count(other.Contains);

        return common >= overlap * (set.Count + other.Count - common);
    }
}
