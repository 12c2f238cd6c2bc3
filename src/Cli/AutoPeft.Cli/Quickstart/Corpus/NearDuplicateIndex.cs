namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>Remembers texts as sets of words and refuses one that is nearly the same as an earlier one.</summary>
/// <param name="overlap">The Jaccard similarity from which two texts count as the same, in (0, 1].</param>
/// <remarks>
/// Candidates are found through words they share; sets whose sizes differ too much to reach the overlap are skipped.
/// Each addition takes time proportional to the occurrences of its words.
/// </remarks>
internal sealed class NearDuplicateIndex(double overlap)
{
    private readonly Dictionary<string, List<int>> _textsByWord = new(StringComparer.Ordinal);
    private readonly List<int> _sizes = [];

    /// <summary>Adds the text unless an earlier one is nearly the same; says whether it was added.</summary>
    /// <param name="words">The text's words; repetitions do not count.</param>
    public bool TryAdd(IEnumerable<string> words)
    {
        var set = words.ToHashSet(StringComparer.Ordinal);
        if (HasNeighbour(set))
        {
            return false;
        }

        foreach (var word in set)
        {
            if (!_textsByWord.TryGetValue(word, out var texts))
            {
                _textsByWord[word] = texts = [];
            }

            texts.Add(_sizes.Count);
        }

        _sizes.Add(set.Count);

        return true;
    }

    private bool HasNeighbour(HashSet<string> set)
    {
        var shared = new Dictionary<int, int>();
        foreach (var text in set.SelectMany(word => _textsByWord.GetValueOrDefault(word) ?? []))
        {
            if (!Reaches(set.Count, text))
            {
                continue;
            }

            var common = shared[text] = shared.GetValueOrDefault(text) + 1;
            if (common >= overlap * (set.Count + _sizes[text] - common))
            {
                return true;
            }
        }

        return false;
    }

    private bool Reaches(int size, int text) => Math.Min(size, _sizes[text]) >= overlap * Math.Max(size, _sizes[text]);
}
