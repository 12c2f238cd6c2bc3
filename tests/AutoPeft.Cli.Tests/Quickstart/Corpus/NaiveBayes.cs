using AutoPeft.Cli.Quickstart.Corpus;

namespace AutoPeft.Cli.Tests.Quickstart.Corpus;

/// <summary>A classifier that sees only which words occur: what it can tell, the words give away.</summary>
internal sealed class NaiveBayes
{
    private const double Smoothing = 0.3;
    private readonly ILookup<string, Dictionary<string, int>> _counts;
    private readonly int _vocabulary;

    public NaiveBayes(IEnumerable<DocumentationExample> examples)
    {
        _counts = examples.GroupBy(example => example.Area).ToLookup(
            area => area.Key,
            area => area
                .SelectMany(example => TextWords.Of(example.Text).Distinct())
                .CountBy(word => word)
                .ToDictionary());
        _vocabulary = _counts.SelectMany(area => area.Single().Keys).Distinct().Count();
    }

    public double Accuracy(IReadOnlyCollection<DocumentationExample> examples) =>
        (double)examples.Count(example => Predict(example.Text) == example.Area) / examples.Count;

    private string Predict(string text)
    {
        var words = TextWords.Of(text).Distinct().ToList();

        return _counts.MaxBy(area => words.Sum(word => LogProbability(area.Single(), word)))!.Key;
    }

    private double LogProbability(Dictionary<string, int> counts, string word) =>
        Math.Log((counts.GetValueOrDefault(word) + Smoothing) / (counts.Values.Sum() + (Smoothing * _vocabulary)));
}
