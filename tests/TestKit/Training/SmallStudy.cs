using System.Globalization;
using AutoPeft.Models;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;

namespace AutoPeft.TestKit.Training;

/// <summary>
/// A study that can really be trained, in milliseconds a trial: the small BERT with a vocabulary, and a learnable task.
/// </summary>
public static class SmallStudy
{
    private const int WordsPerClass = 18;

    private const string Methods = """
          lora: { rank: { choices: [0, 2, 4] } }
          serial_adapter: { bottleneck_size: { choices: [0, 3] } }
          prefix_tuning: { prefix_length: { choices: [0, 2] } }
        """;

    private const string Yaml = """
        name: small
        model: model
        data: { train: train.tsv, validation: dev.tsv, test: test.tsv, text: text, label: label }
        space:
          layers: each
        METHODS
        training: { learning_rate: 1e-2, epochs: 3, batch_size: 16, maximum_length: 12, head_dropout: DROPOUT }
        objectives: [accuracy, { name: trainable_parameters, scale: log }]
        sampler: random
        budget: { trials: 4 }
        """;

    private static readonly string[] Labels = ["apples", "pears", "plums"];

    /// <summary>Writes model, data and study file into a folder, and reads the study.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="methods">The methods of its space, indented by two; low-rank, serial and prefix modules unless given.</param>
    /// <param name="dropout">The share that training drops, in the model and before its head.</param>
    public static BoundStudy Write(TemporaryFolder folder, string methods = Methods, float dropout = 0.1f)
    {
        var model = Directory.CreateDirectory(folder.File("model")).FullName;
        SmallBert.Save(model, dropout);
        new WordPieceTokenizer(new(Vocabulary()), new()).Save(model);
        folder.Write("train.tsv", Rows(1, 160));
        folder.Write("dev.tsv", Rows(2, 60));
        folder.Write("test.tsv", Rows(3, 75));

        var yaml = Yaml.Replace("METHODS", methods, StringComparison.Ordinal)
            .Replace("DROPOUT", dropout.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        return new StudyFile(new FixedShape(TransformerLoader.Describe(model))).Load(folder.Write("small.yaml", yaml));
    }

    private static IEnumerable<string> Vocabulary() => new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "unused" }
        .Concat(Enumerable.Range(0, Labels.Length * WordsPerClass).Select(Word));

    private static string Word(int number) => $"{(char)('a' + (number / 10))}{(char)('a' + (number % 10))}";

    private static string Rows(long seed, int count) =>
        "text\tlabel\n" + string.Concat(Enumerable.Range(0, count).Select(row => Row(RandomKey.FromSeed(seed).For(row))));

    private static string Row(RandomKey key)
    {
        var label = key.Below(0, Labels.Length);
        var words = Enumerable.Range(0, 3 + key.Below(1, 6)).Select(position => Word(
            ((key.Uniform(100 + position) < 0.85 ? label : key.Below(200 + position, Labels.Length)) * WordsPerClass)
            + key.Below(300 + position, WordsPerClass)));

        return $"{string.Join(' ', words)}\t{Labels[label]}\n";
    }
}
