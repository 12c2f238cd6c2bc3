namespace AutoPeft.Models.Tests.Tokenization;

/// <summary>The vocabulary trainer without any bookkeeping: counts every pair anew before each step.</summary>
internal static class PlainTrainer
{
    private static readonly string[] Special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    public static List<string> Train(IEnumerable<string> texts, int size)
    {
        var words = texts.SelectMany(text => text.Split(' ')).Order(StringComparer.Ordinal)
            .Select(word => word.Select((c, i) => i == 0 ? $"{c}" : $"##{c}").ToList()).ToList();
        var pieces = words.SelectMany(word => word).Distinct().Order(StringComparer.Ordinal).ToList();
        while (pieces.Count + Special.Length < size && MostFrequent(words, pieces) is var (left, right))
        {
            var joined = left + right[2..];
            words.ForEach(word => Merge(word, left, right, joined));
            if (!pieces.Contains(joined))
            {
                pieces.Add(joined);
            }
        }

        return [.. Special, .. pieces];
    }

    private static (string Left, string Right)? MostFrequent(List<List<string>> words, List<string> pieces) => words
        .SelectMany(word => word.Zip(word.Skip(1)))
        .CountBy(pair => pair)
        .Where(item => item.Value >= 2)
        .OrderByDescending(item => item.Value)
        .ThenBy(item => pieces.IndexOf(item.Key.First))
        .ThenBy(item => pieces.IndexOf(item.Key.Second))
        .Select(item => ((string Left, string Right)?)item.Key)
        .FirstOrDefault();

    private static void Merge(List<string> word, string left, string right, string joined)
    {
        for (var i = 0; i + 1 < word.Count; i++)
        {
            if (word[i] == left && word[i + 1] == right)
            {
                word[i] = joined;
                word.RemoveAt(i + 1);
            }
        }
    }
}
