namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>The metrics of studies as functions in Python, of what was predicted and what is right.</summary>
internal static class PythonMetrics
{
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["accuracy"] = """
            def accuracy(predicted, actual):
                return numpy.mean(predicted == actual)
            """,
        ["f1"] = """
            def f1(predicted, actual, label=1):
                both = numpy.sum((predicted == label) & (actual == label))
                return 2 * both / max(1, numpy.sum(predicted == label) + numpy.sum(actual == label))
            """,
        ["f1_macro"] = """
            def f1_macro(predicted, actual):
                return numpy.mean([f1(predicted, actual, label) for label in range(len(LABELS))])
            """,
        ["matthews"] = """
            def matthews(predicted, actual):
                p, t = (numpy.array([numpy.sum(values == label) for label in range(len(LABELS))], dtype=float) for values in (predicted, actual))
                total, right = len(actual), numpy.sum(predicted == actual)
                spread = (total**2 - p @ p) * (total**2 - t @ t)
                return (right * total - p @ t) / spread**0.5 if spread > 0 else 0.0
            """,
        ["pearson"] = """
            def pearson(predicted, actual):
                x, y = predicted - numpy.mean(predicted), actual - numpy.mean(actual)
                spread = (x @ x) ** 0.5 * (y @ y) ** 0.5
                return x @ y / spread if spread > 0 else 0.0
            """,
        ["spearman"] = """
            def spearman(predicted, actual):
                def ranks(values):
                    _, places, counts = numpy.unique(values, return_inverse=True, return_counts=True)
                    return (numpy.cumsum(counts) - (counts + 1) / 2)[places]  # equal numbers share the mean of their ranks

                return pearson(ranks(predicted), ranks(actual))
            """,
        ["entity_f1"] = """
            def entity_f1(predicted, actual):
                def spans(rows):
                    found = set()
                    for row, tags in enumerate(rows):
                        start, entity = 0, ""
                        for word, tag in enumerate([*(LABELS[number] for number in tags[actual[row] != -100]), "O"]):
                            mark, _, name = tag.partition("-")
                            if entity and (mark == "B" or name != entity):
                                found.add((row, start, word, entity))
                                entity = ""
                            start, entity = (start, entity) if entity else (word, name)
                    return found

                found, sought = spans(predicted), spans(actual)
                return 2 * len(found & sought) / max(1, len(found) + len(sought))
            """,
        ["perplexity"] = """
            def perplexity(predicted, actual):
                return numpy.exp(numpy.mean(predicted))  # the losses of the predicted tokens
            """,
    };

    private static readonly Dictionary<string, string> Needs = new(StringComparer.Ordinal) { ["f1_macro"] = "f1", ["spearman"] = "pearson" };

    /// <summary>Whether a metric needs to know where texts end, and so takes all targets, with those that are not predicted.</summary>
    public static bool NeedsTexts(string name) => name == "entity_f1";

    /// <summary>Whether smaller values of a metric are better.</summary>
    public static bool IsSmallerBetter(string name) => name == "perplexity";

    /// <summary>The functions of some metrics and of those they are made of, two empty lines behind each.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    public static string Of(IEnumerable<string> names) => string.Concat(names
        .SelectMany(name => Needs.TryGetValue(name, out var needed) ? new[] { needed, name } : [name])
        .Distinct()
        .Select(name => Functions.TryGetValue(name, out var function)
            ? function + "\n\n\n"
            : throw new ArgumentException($"There is no metric {name}.", nameof(names))));
}
