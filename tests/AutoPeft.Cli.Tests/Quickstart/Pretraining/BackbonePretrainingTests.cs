using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Cli.Quickstart.Pretraining;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Cli.Tests.Quickstart.Pretraining;

public sealed class BackbonePretrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_interrupted_pre_training_keeps_a_checkpoint_and_a_finished_one_leaves_a_model_that_loads()
    {
        var stages = new List<BackboneStage>();

        var paused = Train(Options with { Limits = new() { Duration = TimeSpan.Zero } }, stages);
        var finished = Train(Options, stages);

        Assert.Equal((PretrainingEnd.Paused, null), (paused.Outcome.End, paused.ModelFolder));
        Assert.Equal((PretrainingEnd.Completed, 2), (finished.Outcome.End, finished.Outcome.Step));
        Assert.Equal(paused.CorpusHash, finished.CorpusHash);
        Assert.Equal(BackboneStage.Saving, stages[^1]);
        Assert.Empty(Directory.GetFiles(Options.WorkFolder));
        AssertLoads(finished);
    }

    [Fact]
    public void All_options_out_of_range_are_reported_before_anything_is_read()
    {
        var options = Options with
        {
            HiddenSize = 33,
            Layers = 0,
            Threads = 0,
            VocabularySize = 1,
            Training = new() { Steps = 0 },
        };
        var stages = new List<BackboneStage>();

        var error = Assert.Throws<InvalidInputException>(() => Train(options, stages));

        Assert.Equal(5, error.Faults.Length);
        Assert.Empty(stages);
    }

    private BackbonePretrainingOptions Options => new()
    {
        OutputFolder = Path.Combine(_folder, "model"),
        WorkFolder = Path.Combine(_folder, "work"),
        VocabularySize = 300,
        Layers = 1,
        HiddenSize = 32,
        Training = new() { Steps = 2, TokensPerBatch = 128, HeldOutSequences = 4 },
    };

    private static BackboneSummary Train(BackbonePretrainingOptions options, List<BackboneStage> stages) =>
        new BackbonePretraining(DocumentationLocator.ForThisMachine(), TimeProvider.System)
            .Train(options, new BackboneProgress { Stage = stages.Add }, CancellationToken.None);

    private static void AssertLoads(BackboneSummary summary)
    {
        using var engine = new ManagedEngine();
        using var model = BertModel.Load(engine, HuggingFaceFolder.Open(summary.ModelFolder!), trainable: false);

        Assert.Equal(summary.ParameterCount, model.Shape.ParameterCount);
        Assert.Equal(summary.VocabularySize, TokenizerLoader.Load(summary.ModelFolder!).VocabularySize);
    }
}
