namespace AutoPeft.Models.Tokenization;

/// <summary>Makes a text or a pair fit, as Hugging Face's <c>longest_first</c> does, which has two readings.</summary>
internal static class PairTruncation
{
    /// <summary>
    /// As BERT's original tokenizer does: takes tokens from the end of the longer text, and of the second one when both are
    /// equally long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The room is negative.</exception>
    public static void Apply(List<int> first, List<int>? second, int room)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(room, "maximumLength");
        while (first.Count + (second?.Count ?? 0) > room)
        {
            var longer = second is null || first.Count > second.Count ? first : second;
            longer.RemoveAt(longer.Count - 1);
        }
    }

    /// <summary>
    /// As the tokenizers library does: cuts the longer text alone while it stays the longer one, else both to half the room; of
    /// an odd room the longer text gets one token more, and the second when both are equally long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The room is negative.</exception>
    public static void Share(List<int> first, List<int>? second, int room)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(room, "maximumLength");
        if (second is null || first.Count + second.Count <= room)
        {
            Cut(first, room);
            return;
        }

        var (shorter, longer) = first.Count > second.Count ? (second, first) : (first, second);
        var half = Math.Min(shorter.Count, room / 2);
        Cut(shorter, half);
        Cut(longer, room - half);
    }

    private static void Cut(List<int> tokens, int length)
    {
        if (tokens.Count > length)
        {
            tokens.RemoveRange(length, tokens.Count - length);
        }
    }
}
