namespace AutoPeft.Models.Tokenization.BytePairs;

/// <summary>
/// Joins the symbols of one word by the rule of the lowest rank, leftmost first, until none applies (Sennrich, Haddow and
/// Birch, ACL 2016). Takes time n log n, so that a word of a megabyte is no trap.
/// </summary>
internal sealed class SymbolMerger
{
    private readonly BytePairVocabulary _vocabulary;
    private readonly int[] _ids;
    private readonly int[] _previous;
    private readonly int[] _next;
    private readonly PriorityQueue<(int Left, int Id), (int Rank, int Left)> _queue = new();

    private SymbolMerger(BytePairVocabulary vocabulary, List<int> symbols)
    {
        _vocabulary = vocabulary;
        _ids = [.. symbols];
        _previous = [.. Enumerable.Range(-1, _ids.Length)];
        _next = [.. Enumerable.Range(1, _ids.Length)];
        for (var i = 0; i + 1 < _ids.Length; i++)
        {
            Enqueue(i);
        }
    }

    /// <summary>The symbols of a word after all merges.</summary>
    public static IEnumerable<int> Merge(BytePairVocabulary vocabulary, List<int> symbols) =>
        symbols.Count < 2 ? symbols : new SymbolMerger(vocabulary, symbols).Run();

    private IEnumerable<int> Run()
    {
        while (_queue.TryDequeue(out var pair, out _))
        {
            // A symbol that was joined to the one before it is −1; a pair that has changed since may have another rule.
            var right = _next[pair.Left];
            if (_ids[pair.Left] >= 0 && right < _ids.Length
                && _vocabulary.Rule(_ids[pair.Left], _ids[right]) is { } rule && rule.Id == pair.Id)
            {
                Join(pair.Left, right, rule.Id);
            }
        }

        for (var i = 0; i < _ids.Length; i = _next[i])
        {
            yield return _ids[i];
        }
    }

    private void Join(int left, int right, int id)
    {
        _ids[left] = id;
        _ids[right] = -1;
        _next[left] = _next[right];
        if (_next[left] < _ids.Length)
        {
            _previous[_next[left]] = left;
            Enqueue(left);
        }

        if (_previous[left] >= 0)
        {
            Enqueue(_previous[left]);
        }
    }

    private void Enqueue(int left)
    {
        if (_vocabulary.Rule(_ids[left], _ids[_next[left]]) is { } rule)
        {
            _queue.Enqueue((left, rule.Id), (rule.Rank, left));
        }
    }
}
