using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.Trials.Binding;

namespace AutoPeft.TestKit.Trials;

/// <summary>A study over a very small model whose trials a <see cref="FormulaRunner"/> can measure at once.</summary>
public static class TinyStudy
{
    /// <summary>The file; <c>model</c>, <c>train.tsv</c> and <c>test.tsv</c> lie beside it.</summary>
    public const string Yaml = """
        name: tiny
        model: model
        data: { train: train.tsv, test: test.tsv, text: text, label: label }
        space:
          layers: each
          lora: { rank: { choices: [0, 1, 2, 4] } }
          serial_adapter: { bottleneck_size: { choices: [0, 2, 3] } }
        training: { learning_rate: { float: [1e-4, 1e-2], scale: log }, epochs: 2, batch_size: 4, maximum_length: 8 }
        objectives: [accuracy, { name: trainable_parameters, scale: log }]
        sampler: random
        budget: { trials: 12 }
        concurrency: 2
        retries: 2
        """;

    /// <summary>Reads study files as if every model were the small one.</summary>
    public static StudyFile Reader { get; } = new(new FixedShape(ModelShapes.BertTiny));

    /// <summary>Writes the study and what it names into a folder and reads it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="changes">Texts of the file to replace, each with what to put there.</param>
    public static BoundStudy Load(TemporaryFolder folder, params IEnumerable<(string From, string To)> changes)
    {
        Directory.CreateDirectory(folder.File("model"));
        folder.Write("train.tsv", "text\tlabel\n");
        folder.Write("test.tsv", "text\tlabel\n");
        var yaml = changes.Aggregate(Yaml, (text, change) => text.Contains(change.From, StringComparison.Ordinal)
            ? text.Replace(change.From, change.To, StringComparison.Ordinal)
            : throw new ArgumentException($"The study has no '{change.From}'.", nameof(changes)));

        return Reader.Load(folder.Write("tiny.yaml", yaml));
    }
}
