using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Trainings;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Tests.Trainings;

public sealed class SingleTrainingTests : IDisposable
{
    private const string Lora = "modules: [{ method: lora, rank: 2 }]";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly ManagedEngine _engine = new();
    private readonly EngineWorkspace _workspace;
    private readonly EngineRunner _runner;
    private readonly BoundStudy _study;

    public SingleTrainingTests()
    {
        _workspace = new EngineWorkspace(_engine, frozenStateBytes: 1 << 20);
        _runner = new EngineRunner(_workspace, TimeProvider.System);
        _study = SmallStudy.Write(_folder);
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_training_that_was_stopped_and_continued_measures_the_same_as_one_that_was_not()
    {
        var whole = await TrainAsync(_runner, "whole", Lora, Token);
        using var cancellation = new CancellationTokenSource();
        var stopped = await Assert.ThrowsAsync<CommandFailure>(
            () => TrainAsync(new CancellingRunner(_runner, cancellation), "parts", Lora, cancellation.Token));
        var continued = await TrainAsync(_runner, "parts", Lora, Token);

        Assert.Equal(ExitCode.Cancelled, stopped.Code);
        Assert.Equal(3, whole.Epochs.Length);
        Assert.Equal(whole.Epochs.Select(Text), continued.Epochs.Select(Text));
        Assert.Equal(whole.Results["loss"]!.GetValue<double>(), continued.Results["loss"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_training_that_has_ended_is_shown_again_and_not_repeated()
    {
        var first = await TrainAsync(_runner, "once", Lora, Token);
        using var cancellation = new CancellationTokenSource();
        var second = await TrainAsync(new CancellingRunner(_runner, cancellation), "once", Lora, cancellation.Token);

        Assert.False(cancellation.IsCancellationRequested);
        Assert.Equal("completed", second.State);
        Assert.Equal(first.Results.ToJsonString(), second.Results.ToJsonString());
    }

    [Fact]
    public async Task What_was_trained_is_left_as_an_export()
    {
        var document = await TrainAsync(_runner, "export", Lora, Token);

        Assert.True(File.Exists(Path.Combine(document.Folder, "trained", "recipe.json")), string.Join(", ", Directory.GetFileSystemEntries(document.Folder)));
    }

    [Fact]
    public async Task The_folder_of_another_training_is_refused()
    {
        await TrainAsync(_runner, "mine", Lora, Token);
        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => TrainAsync(_runner, "mine", "modules: [{ method: lora, rank: 3 }]", Token));

        Assert.Contains("another configuration", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_refused()
    {
        Directory.CreateDirectory(_folder.File("other"));
        _folder.Write(Path.Combine("other", "notes.txt"), "mine");
        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => TrainAsync(_runner, "other", Lora, Token));

        Assert.Contains("other files", fault.Message, StringComparison.Ordinal);
    }

    private Task<TrainDocument> TrainAsync(ITrialRunner runner, string folder, string config, CancellationToken token)
    {
        var output = new Output(TextWriter.Null, TextWriter.Null, isJson: false);
        var context = new CommandContext(output, _folder.Path, StoreLocation.OfFolder(_folder.Path), TimeProvider.System);

        return new SingleTraining(context, runner).RunAsync(
            _study, new ChosenTrainingFile(_study).Parse(config, "test"), _folder.File(folder), token);
    }

    private static string Text(EpochDocument epoch) => $"{epoch.Epoch} {epoch.Step} {epoch.Metrics.ToJsonString()}";
}
