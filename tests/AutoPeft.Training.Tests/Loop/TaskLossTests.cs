using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Loop;

/// <summary>Whole trainings of every kind of task, each on a question that its rows answer.</summary>
public sealed class TaskLossTests : IDisposable
{
    private const int Vocabulary = 37; // of the small GPT-2
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    private readonly ManagedEngine _engine = new(new ManagedEngineOptions(Threads: 1));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_number_is_learned()
    {
        // The share of words that are of the first half of the vocabulary; in every row most or few of them are.
        var result = await TrainWholeAsync(Rows(TaskKind.Regression, 60, 12), new PearsonMetric());

        Assert.InRange(result.Best!.Metric, 0.5, 1);
        Assert.True(result.History[^1].ValidationLoss < result.History[0].ValidationLoss);
    }

    [Fact]
    public async Task Tags_of_words_are_learned()
    {
        var result = await TrainWholeAsync(Rows(TaskKind.TokenClassification, 60, 12), new AccuracyMetric());

        Assert.InRange(result.Best!.Metric, 0.8, 1); // two tags
    }

    [Fact]
    public async Task The_next_token_is_learned_and_the_best_epoch_has_the_least_perplexity()
    {
        var model = TransformerLoader.Load(_engine, Path.Combine(Repository.Root, "tests", "reference", "gpt2", "model"), trainable: false);

        var result = await TrainAsync(model, Rows(TaskKind.LanguageModelling, Vocabulary, 11), new PerplexityMetric());

        Assert.Equal(result.History.Min(epoch => epoch.Metric), result.Best!.Metric);
        Assert.Equal(Math.Exp(result.Best.ValidationLoss), result.Best.Metric, 1e-12);
        Assert.True(result.Best.Metric < 0.8 * result.History[0].Metric, $"{result.History[0].Metric} became {result.Best.Metric}.");
    }

    [Fact]
    public void The_loss_of_tokens_is_the_mean_over_tokens_that_count()
    {
        var data = Rows(TaskKind.TokenClassification, 60, 12)(1, 40);
        using var model = SmallBert.Frozen(_engine);
        using var trained = TrainableModel.HeadOnly(model, model.CreateTaskHead(data.Task, Key));

        var evaluation = Evaluator.Evaluate(trained, data, cache: null, TestContext.Current.CancellationToken);

        ImmutableArray<int> all = [.. Enumerable.Range(0, data.Count)];
        Assert.Equal(data.PredictionsOf(all), evaluation.Counts!.Total);
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();
        var batch = data.Batch(all);
        var logits = trained.Head.Logits(model.Encode(batch, ForwardContext.Evaluation), batch, ForwardContext.Evaluation);
        var loss = TaskLoss.Of(logits, data, all);
        Assert.Equal(loss.Item(), evaluation.Loss, 1e-5);
    }

    [Fact]
    public async Task Class_weights_move_predictions_towards_rare_classes()
    {
        EncodedDataset Rare(long seed, int count) => new(
            $"rare {seed}",
            [.. Enumerable.Range(0, count).Select(row => new EncodedExample(Noise(RandomKey.FromSeed(seed).For(row), 8), row % 10 == 0 ? 1 : 0))],
            2);

        var plain = await EvaluateAsync(Rare, []);
        var weighted = await EvaluateAsync(Rare, [1, 100]);

        Assert.Equal(0, plain.Predicted(1)); // one row in ten, and no way to tell which
        Assert.True(weighted.Predicted(1) > weighted.Total / 2);
    }

    private static TokenSequence Noise(RandomKey key, int length) =>
        new([.. Enumerable.Range(0, length).Select(position => 6 + key.Below(position, 50))], [.. new int[length]]);

    private async Task<ConfusionMatrix> EvaluateAsync(Func<long, int, EncodedDataset> rows, ImmutableArray<float> weights)
    {
        using var model = SmallBert.Frozen(_engine);
        using var trained = TrainableModel.HeadOnly(model, model.CreateTaskHead(rows(1, 1).Task, Key));
        var task = Task(trained, rows, new AccuracyMetric()) with { ClassWeights = weights };
        await new Trainer(TimeProvider.System).TrainAsync(task, new RecordingObserver(), TestContext.Current.CancellationToken);

        return Evaluator.Evaluate(trained, task.Validation, cache: null, TestContext.Current.CancellationToken).Counts!;
    }

    private async Task<TrainingResult> TrainAsync(ITransformer model, Func<long, int, EncodedDataset> rows, ITaskMetric metric)
    {
        using (model)
        {
            var target = model.Shape.Find(0, ModuleKind.Query) is null ? ModuleKind.QueryKeyValue : ModuleKind.Query;
            var modules = PeftModules.Create(
                PeftConfig.Uniform(Enumerable.Range(0, model.Shape.Layers), new LoraConfig { Rank = 4, Targets = [target] }), model, Key);
            using var trained = TrainableModel.WithModules(model, model.CreateTaskHead(rows(1, 1).Task, Key), modules);

            return await new Trainer(TimeProvider.System).TrainAsync(
                Task(trained, rows, metric), new RecordingObserver(), TestContext.Current.CancellationToken);
        }
    }

    private async Task<TrainingResult> TrainWholeAsync(Func<long, int, EncodedDataset> rows, ITaskMetric metric)
    {
        var model = SmallBert.Trainable(_engine);
        using var trained = TrainableModel.Whole(model, model.CreateTaskHead(rows(1, 1).Task, Key));
        var task = Task(trained, rows, metric);

        return await new Trainer(TimeProvider.System).TrainAsync(
            task with { Config = task.Config with { LearningRate = 5e-3 } }, new RecordingObserver(), TestContext.Current.CancellationToken);
    }

    private static TrainingTask Task(TrainableModel model, Func<long, int, EncodedDataset> rows, ITaskMetric metric) => new()
    {
        Model = model,
        Train = rows(1, 200),
        Validation = rows(2, 60),
        Metric = metric,
        Config = new TrainingConfig { Epochs = 6, BatchSize = 16, LearningRate = 2e-2 },
        Key = Key.For("training"),
    };

    /// <summary>Rows whose answer follows from their tokens.</summary>
    private static Func<long, int, EncodedDataset> Rows(TaskKind kind, int vocabulary, int longest) => (seed, count) => new(
        $"{kind} {seed} {count}",
        [.. Enumerable.Range(0, count).Select(row => Row(kind, RandomKey.FromSeed(seed).For(row), vocabulary, longest))],
        TaskShape.Of(kind, kind == TaskKind.TokenClassification ? 2 : 0));

    private static EncodedExample Row(TaskKind kind, RandomKey key, int vocabulary, int longest)
    {
        var length = 5 + key.Below(0, longest - 4);

        // Language: every token is followed by its double, but for every eighth or so. Numbers: seven in eight are of one half.
        var ids = new int[length];
        ids[0] = 6 + key.Below(1, vocabulary - 6);
        for (var i = 1; i < length; i++)
        {
            var word = 6 + key.Below(200 + i, vocabulary - 6);
            ids[i] = kind switch
            {
                TaskKind.LanguageModelling when key.Below(100 + i, 8) > 0 => 2 * ids[i - 1] % vocabulary,
                TaskKind.Regression when key.Below(100 + i, 8) > 0 => 6 + (word % 24) + (24 * key.Below(2, 2)),
                _ => word,
            };
        }

        var low = ids.Select(id => id < vocabulary / 2 ? 1 : 0).ToArray();

        return new(new([.. ids], [.. new int[length]]), 0)
        {
            Value = (float)low.Average(),
            Targets = kind == TaskKind.TokenClassification ? [EncodedExample.Nothing, .. low.Skip(1)] : [.. ids.Skip(1), EncodedExample.Nothing],
        };
    }
}
