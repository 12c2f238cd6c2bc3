namespace AutoPeft.Models.Tokenization;

/// <summary>Two pieces that stand side by side.</summary>
internal sealed class PiecePair
{
    /// <summary>How often they do, over all words and their frequencies.</summary>
    public long Count { get; set; }

    /// <summary>The words where they do or once did.</summary>
    public HashSet<int> Words { get; } = [];
}
