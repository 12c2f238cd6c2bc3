namespace AutoPeft.Models.Tokenization;

/// <summary>
/// Words as sequences of pieces, of which the most frequent neighbours are joined one pair at a time.
/// </summary>
internal sealed class PieceMerger
{
    private readonly List<string> _pieces = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<(List<int> Pieces, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), PiecePair> _pairs = [];

    // Entries are not updated in place: one whose count has changed since is put back when it comes up.
    private readonly PriorityQueue<(int Left, int Right), (long Count, int Left, int Right)> _queue =
        new(Comparer<(long Count, int Left, int Right)>.Create((a, b) =>
            a.Count != b.Count ? b.Count.CompareTo(a.Count) : (a.Left, a.Right).CompareTo((b.Left, b.Right))));

    /// <summary>Cuts words with their frequencies into characters. Their order settles ties.</summary>
    public PieceMerger(IEnumerable<KeyValuePair<string, long>> words)
    {
        var counted = words.ToList();
        foreach (var piece in counted.SelectMany(word => Characters(word.Key)).Distinct().Order(StringComparer.Ordinal))
        {
            Intern(piece);
        }

        foreach (var (word, count) in counted)
        {
            _words.Add(([.. Characters(word).Select(piece => _ids[piece])], count));
            AddPairs(_words.Count - 1);
        }

        foreach (var (pair, state) in _pairs)
        {
            _queue.Enqueue(pair, (state.Count, pair.Left, pair.Right));
        }
    }

    /// <summary>All pieces so far, in the order they came up.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>Joins the most frequent pair everywhere.</summary>
    /// <param name="minimumFrequency">How often it must occur.</param>
    /// <param name="piece">What it became; null when another pair has made that piece before.</param>
    /// <returns>False when no pair is frequent enough.</returns>
    public bool TryMerge(int minimumFrequency, out string? piece)
    {
        piece = null;
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            var state = _pairs[pair];
            if (state.Count < minimumFrequency)
            {
                continue;
            }

            if (state.Count != priority.Count)
            {
                _queue.Enqueue(pair, (state.Count, pair.Left, pair.Right));
                continue;
            }

            piece = Merge(pair, state);
            return true;
        }

        return false;
    }

    private static IEnumerable<string> Characters(string word)
    {
        var prefix = "";
        foreach (var rune in word.EnumerateRunes())
        {
            yield return prefix + rune;
            prefix = WordPieceVocabulary.Continuation;
        }
    }

    private int Intern(string piece)
    {
        if (!_ids.TryGetValue(piece, out var id))
        {
            id = _pieces.Count;
            _ids.Add(piece, id);
            _pieces.Add(piece);
        }

        return id;
    }

    private void AddPairs(int word)
    {
        var (pieces, count) = _words[word];
        for (var i = 1; i < pieces.Count; i++)
        {
            Change((pieces[i - 1], pieces[i]), count, word);
        }
    }

    private void Change((int Left, int Right) pair, long count, int word)
    {
        if (!_pairs.TryGetValue(pair, out var state))
        {
            _pairs.Add(pair, state = new());
        }

        state.Count += count;
        if (count > 0)
        {
            state.Words.Add(word);
        }
    }

    private string? Merge((int Left, int Right) pair, PiecePair state)
    {
        var before = _pieces.Count;
        var joined = Intern(_pieces[pair.Left] + _pieces[pair.Right][WordPieceVocabulary.Continuation.Length..]);
        var touched = new HashSet<(int Left, int Right)>();
        foreach (var word in state.Words.ToArray())
        {
            MergeIn(word, pair, joined, touched);
        }

        // Only pairs with the joined piece can have grown; all others are found to be smaller when they come up.
        foreach (var grown in touched)
        {
            _queue.Enqueue(grown, (_pairs[grown].Count, grown.Left, grown.Right));
        }

        return _pieces.Count > before ? _pieces[joined] : null;
    }

    private void MergeIn(int word, (int Left, int Right) pair, int joined, HashSet<(int Left, int Right)> touched)
    {
        var (pieces, count) = _words[word];
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (pieces[i] != pair.Left || pieces[i + 1] != pair.Right)
            {
                continue;
            }

            Change(pair, -count, word);
            if (i > 0)
            {
                Replace((pieces[i - 1], pair.Left), (pieces[i - 1], joined), word, touched);
            }

            if (i + 2 < pieces.Count)
            {
                Replace((pair.Right, pieces[i + 2]), (joined, pieces[i + 2]), word, touched);
            }

            pieces[i] = joined;
            pieces.RemoveAt(i + 1);
        }
    }

    private void Replace(
        (int Left, int Right) old, (int Left, int Right) grown, int word, HashSet<(int Left, int Right)> touched)
    {
        var count = _words[word].Count;
        Change(old, -count, word);
        Change(grown, count, word);
        touched.Add(grown);
    }
}
