namespace AutoPeft.Search.Space.Yaml;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
public static class Spelling
{
    /// <summary>The candidate nearest to the word, if one is near enough to be meant; otherwise null.</summary>
    /// <remarks>Distance of Damerau and Levenshtein (adjacent letters may be swapped) of at most a third of the word, at least 1.</remarks>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(Fold(word), Fold(candidate))))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .FirstOrDefault();

        return nearest.Candidate is not null && nearest.Distance <= Math.Max(1, word.Length / 3) ? nearest.Candidate : null;
    }

    /// <summary>A remedy that names the candidate nearest to the word, or else all candidates.</summary>
    public static string Remedy(string word, IReadOnlyCollection<string> candidates) =>
        Nearest(word, candidates) is { } meant
            ? $"Did you mean '{meant}'?"
            : candidates.Count == 0 ? "Remove it." : $"Use one of {string.Join(", ", candidates)}.";

    private static string Fold(string word) => word.ToLowerInvariant().Replace('-', '_');

    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                table[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Step(table, from, to, (i, j)),
                };
            }
        }

        return table[from.Length, to.Length];
    }

    private static int Step(int[,] table, string from, string to, (int Row, int Column) cell)
    {
        var (i, j) = cell;
        var replaced = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var best = Math.Min(replaced, 1 + Math.Min(table[i - 1, j], table[i, j - 1]));
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];

        return swapped ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
