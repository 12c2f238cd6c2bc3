namespace AutoPeft.Trials.Snapshots;

/// <summary>Texts, each once.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public int IndexOf(string text)
    {
        if (!_indices.TryGetValue(text, out var index))
        {
            _indices[text] = index = _all.Count;
            _all.Add(text);
        }

        return index;
    }
}
