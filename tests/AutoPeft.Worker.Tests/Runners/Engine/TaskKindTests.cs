using System.Globalization;
using AutoPeft.Models;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>Every kind of task from the study file to the verified export, with really trained models and real texts where the machine has them.</summary>
public sealed class TaskKindTests : IDisposable
{
    private const int Rows = 96;

    private readonly TemporaryFolder _folder = new();
    private readonly ManagedEngine _engine = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Similarity_of_pairs_is_trained_measured_and_exported()
    {
        // How many words two sentences share, in [0, 5], as STS-B rates similarity.
        var study = Write("sts-b", Bert, "text: a, text_pair: b, label: score", "a\tb\tscore", pair =>
            string.Create(CultureInfo.InvariantCulture, $"{pair.First}\t{pair.Second}\t{5 * Overlap(pair):F2}"));

        var metrics = await TrainAndVerifyAsync(study);

        Assert.Equal((metrics["pearson"] + metrics["spearman"]) / 2, metrics["glue"], 1e-12);
        Assert.InRange(metrics["loss"], 0, 25);
        Assert.Contains("\"SEQ_CLS\"", Config(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_of_words_are_trained_measured_and_exported()
    {
        var study = Write("token_classification", Bert, "text: words, label: tags", "words\ttags", pair =>
            $"{pair.First}\t{string.Join(' ', pair.First.Split(' ').Select(word => word.Any(char.IsLetter) ? "WORD" : "SIGN"))}");

        var metrics = await TrainAndVerifyAsync(study);

        Assert.InRange(metrics["accuracy"], 0.8, 1); // seven in ten are words
        Assert.False(metrics.ContainsKey("entity_f1"));
        Assert.Contains("\"TOKEN_CLS\"", Config(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entities_are_measured_where_tags_mark_them()
    {
        var study = Write("token_classification", Bert, "text: words, label: tags", "words\ttags", pair =>
            $"{pair.First}\t{string.Join(' ', pair.First.Split(' ').Select(word => word.Any(char.IsLetter) ? "B-WORD" : "O"))}");

        var metrics = await TrainAndVerifyAsync(study);

        // Every entity is one word, so this F1 is that of the class; the mean with that of the other class is the macro F1.
        Assert.InRange(metrics["entity_f1"], 0.5, 1);
        Assert.InRange((2 * metrics["f1_macro"]) - metrics["entity_f1"], 0, 1);
    }

    [Fact]
    public async Task A_language_model_is_adapted_measured_and_exported()
    {
        var model = Repository.SharedData("models/stories260K");
        Assert.SkipWhen(model is null, "stories260K is not on this machine.");
        var study = Write("language_modelling", model, "text: text", "text", pair => pair.First);

        var metrics = await TrainAndVerifyAsync(study);

        Assert.Equal(Math.Exp(metrics["loss"]), metrics["perplexity"], 1e-9);
        Assert.InRange(metrics["perplexity"], 1, 512); // 512 by guessing
        Assert.Contains("\"CAUSAL_LM\"", Config(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_predict_next_tokens_is_refused()
    {
        var study = Write("language_modelling", Bert, "text: text", "text", pair => pair.First);

        var error = Assert.Throws<AggregateException>(() => RunAsync(study).Wait(Cancel));

        var fault = Assert.Single(Assert.IsType<InvalidInputException>(error.InnerException).Faults);
        Assert.Contains("no head", fault.Message, StringComparison.Ordinal);
    }

    private static string Bert => Path.Combine(Repository.Root, "src", "Cli", "AutoPeft.Cli", "Assets", "quickstart-bert");

    private string Target => _folder.File("export");

    private string Config() => File.ReadAllText(Path.Combine(Target, "adapter_config.json"));

    private static double Overlap((string First, string Second) pair)
    {
        var (first, second) = (pair.First.Split(' ').ToHashSet(), pair.Second.Split(' ').ToHashSet());

        return (double)first.Intersect(second).Count() / first.Union(second).Count();
    }

    private StudyDefinition Write(
        string task, string model, string columns, string header, Func<(string First, string Second), string> row)
    {
        var rows = Pairs().Select(row).ToArray();
        _folder.Write("train.tsv", string.Join('\n', [header, .. rows[..(Rows * 2 / 3)]]));
        _folder.Write("dev.tsv", string.Join('\n', [header, .. rows[(Rows * 2 / 3)..]]));
        var yaml = $$"""
            name: kinds
            model: {{model}}
            task: {{task}}
            data: { train: train.tsv, validation: dev.tsv, {{columns}} }
            space: { lora: { rank: { choices: [0, 4] } } }
            training: { learning_rate: 3e-3, epochs: 3, batch_size: 16, maximum_length: 48 }
            objectives: [loss]
            budget: { trials: 1 }
            """;

        return new StudyFile(new FixedShape(TransformerLoader.Describe(model))).Load(_folder.Write("kinds.yaml", yaml)).Definition;
    }

    /// <summary>Real sentence pairs; sentences of this repository's own documentation where the machine has none.</summary>
    private static IEnumerable<(string First, string Second)> Pairs()
    {
        if (Repository.SharedData("glue/MRPC/train.tsv") is { } path)
        {
            return File.ReadLines(path).Skip(1).Select(line => line.Split('\t'))
                .Where(fields => fields.Length == 5 && fields[3].Contains(" ,", StringComparison.Ordinal))
                .Select(fields => (fields[3], fields[4])).Take(Rows);
        }

        var sentences = File.ReadAllText(Path.Combine(Repository.Root, "docs", "study-file.md"))
            .ReplaceLineEndings(" ").Split(". ").Select(OneSpaceApart).Where(text => text.Length > 20).ToArray();

        return Enumerable.Range(0, Rows).Select(i => (sentences[i % sentences.Length] + " .", sentences[(i + 1) % sentences.Length]));
    }

    private static string OneSpaceApart(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<IReadOnlyDictionary<string, double>> TrainAndVerifyAsync(StudyDefinition study)
    {
        var metrics = await RunAsync(study);

        using var workspace = new EngineWorkspace(_engine, frozenStateBytes: 0);
        var finals = new FinalEvaluation(workspace);
        new TrialExporter(finals).Export(
            study, _folder.File("trial"), new ExportTarget(ExportFormats.Find(HuggingFaceFormat.FormatName)!, Target), test: null);
        var report = await new ExportVerification(workspace, finals).VerifyAsync(study, Target, Cancel);
        Assert.True(report.IsVerified);

        return metrics;
    }

    private async Task<IReadOnlyDictionary<string, double>> RunAsync(StudyDefinition study)
    {
        using var workspace = new EngineWorkspace(_engine, frozenStateBytes: 1 << 24);
        var assignment = new TrialAssignment
        {
            Study = study,
            Trial = 0,
            Configuration = Configuration.Empty,
            Peft = PeftConfig.Uniform(Enumerable.Range(1, study.Shape.Layers - 1), new LoraConfig { Rank = 4 }),
            Training = study.Training,
            Seed = 5,
            CheckpointFolder = Directory.CreateDirectory(_folder.File("trial")).FullName,
        };
        var outcome = await new EngineRunner(workspace, TimeProvider.System).RunAsync(assignment, new RecordingReporter(), Cancel);
        Assert.Equal(TrialState.Completed, outcome.State);

        return outcome.Metrics;
    }
}
