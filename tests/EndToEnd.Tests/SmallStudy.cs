using System.Globalization;
using AutoPeft.TestKit.Files;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>A study that the real model finishes in seconds: few short texts, few epochs.</summary>
internal static class SmallStudy
{
    public const string Name = "small";

    /// <summary>Writes the study and its data and returns the path of its file.</summary>
    public static string Write(TemporaryFolder folder)
    {
        var rows = Enumerable.Range(0, 60).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{(row % 2 == 0 ? "Gets the number of elements" : "Writes a line of text")} {row}\t{(row % 2 == 0 ? "collections" : "console")}"));
        folder.Write("train.tsv", "text\tlabel\n" + string.Join('\n', rows) + "\n");

        return folder.Write("small.yaml", $"""
            name: {Name}
            model: {Path.Combine(Repository.Root, "src", "Cli", "AutoPeft.Cli", "Assets", "quickstart-bert")}
            data: {Data}
            space:
              layers: each
              lora: {Rank}
            training: {Training}
            objectives: [accuracy, trainable_parameters]
            sampler: random
            budget: {Budget}
            concurrency: 2
            """);
    }

    private const string Data = "{ train: train.tsv, validation: 0.3, text: text, label: label }";
    private const string Rank = "{ rank: { choices: [0, 1, 2, 4] } }";
    private const string Training = "{ learning_rate: { float: [1e-4, 1e-2], scale: log }, epochs: 3, batch_size: 8, maximum_length: 12 }";
    private const string Budget = "{ trials: 40 }";
}
