namespace AutoPeft.Models.Tokenization;

/// <summary>Finds added tokens in a text: leftmost first, the longest where several begin.</summary>
internal sealed class AddedTokenSplitter(IEnumerable<AddedToken> tokens)
{
    private readonly Dictionary<char, AddedToken[]> _byStart = tokens
        .GroupBy(token => token.Content[0])
        .ToDictionary(group => group.Key, group => group.OrderByDescending(token => token.Content.Length).ToArray());

    /// <summary>The text in parts: added tokens by number, and what stands between them.</summary>
    public IEnumerable<(string Text, int? Id)> Split(string text)
    {
        var done = 0;
        for (var at = 0; at < text.Length;)
        {
            if (Match(text, at) is not { } token)
            {
                at++;
                continue;
            }

            var end = at + token.Content.Length;
            if (token.IsWholeWord && !IsAlone(text, at, end))
            {
                at = end;
                continue;
            }

            var start = token.StripsLeft ? SpaceStart(text, at, done) : at;
            if (start > done)
            {
                yield return (text[done..start], null);
            }

            yield return (token.Content, token.Id);
            done = at = token.StripsRight ? SpaceEnd(text, end) : end;
        }

        if (done < text.Length)
        {
            yield return (text[done..], null);
        }
    }

    private static bool IsAlone(string text, int start, int end) =>
        (start == 0 || !IsWord(text[start - 1])) && (end == text.Length || !IsWord(text[end]));

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static int SpaceStart(string text, int start, int limit)
    {
        while (start > limit && char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static int SpaceEnd(string text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private AddedToken? Match(string text, int at)
    {
        foreach (var token in _byStart.GetValueOrDefault(text[at], []))
        {
            if (text.AsSpan(at).StartsWith(token.Content, StringComparison.Ordinal))
            {
                return token;
            }
        }

        return null;
    }
}
