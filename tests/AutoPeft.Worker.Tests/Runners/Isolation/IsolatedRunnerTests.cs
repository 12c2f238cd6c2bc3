using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners.Isolation;
using AutoPeft.Worker.Tests.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Isolation;

public sealed class IsolatedRunnerTests : IDisposable
{
    private const string GoOn = """{"verdict":"continue"}""";

    private readonly TemporaryFolder _folder = new();

    public IsolatedRunnerTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The processes of these tests are shell scripts.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("KILL", "signal 9")]
    [InlineData("SEGV", "signal 11")]
    public async Task A_process_that_dies_ends_its_attempt_only_and_the_trial_is_tried_again(string signal, string reason)
    {
        // The first attempt of trial 3 dies; all others give a result.
        var script = _folder.Write("child.sh", """
            read -r line
            case "$line" in *'"Trial":3,"Attempt":1,'*) kill -SIGNAL $$;; esac
            echo '{"result": {"accuracy": 0.5}}'

            """.Replace("SIGNAL", signal, StringComparison.Ordinal));
        var study = TinyStudy.Load(_folder);
        await using var store = new JournalTrialStore(_folder.File("a"), TimeProvider.System);
        var sweep = new LocalSweep(store, new IsolatedRunner(new FormulaRunner(), ["/bin/sh", script], TimeProvider.System), TinyStudy.Reader, TimeProvider.System);
        await sweep.OpenAsync(study, Token);

        var record = await sweep.RunAsync(study, _folder.File("a"), null, Token);

        Assert.Equal(12, record.Count(TrialState.Completed));
        Assert.Equal([AttemptEnd.Crashed, AttemptEnd.Finished], record.Trials[3].Attempts.Select(attempt => attempt.End!.Value));
        Assert.Contains(reason, record.Trials[3].Attempts[0].Reason, StringComparison.Ordinal);
        Assert.All(record.Trials.Where(trial => trial.Number != 3), trial => Assert.Single(trial.Attempts));
    }

    [Fact]
    public async Task Out_of_memory_is_a_result_with_the_words_of_the_process()
    {
        var script = _folder.Write("child.sh", "echo 'Out of memory: cannot have 8 GB.' >&2; kill -ABRT $$\n");
        var study = TinyStudy.Load(_folder, ("trials: 12", "trials: 1"));
        await using var store = new JournalTrialStore(_folder.File("a"), TimeProvider.System);
        var sweep = new LocalSweep(store, new IsolatedRunner(new FormulaRunner(), ["/bin/sh", script], TimeProvider.System), TinyStudy.Reader, TimeProvider.System);
        await sweep.OpenAsync(study, Token);

        var trial = (await sweep.RunAsync(study, _folder.File("a"), null, Token)).Trials[0];

        Assert.Equal((TrialState.Infeasible, InfeasibleCause.OutOfMemory), (trial.State, trial.Cause));
        Assert.Contains("cannot have 8 GB", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_makes_the_same_assignment_again_and_passes_on_what_is_reported()
    {
        var study = TinyStudy.Load(_folder);
        var assignment = Assignment(study);
        var (here, there) = (new FormulaRunner(), new FormulaRunner());
        var expected = await here.RunAsync(assignment, new RecordingReporter(), Token);
        using var output = new StringWriter();
        using var worker = new WorkerWords(IsolatedAssignment.Of(assignment).ToJson(), GoOn, GoOn);

        await new TrialChild(TinyStudy.Reader, there).RunAsync(worker, output, Token);

        var told = Assert.Single(there.Assignments);
        Assert.Equal((4, 2, 99, new CheckpointReference(3, "state"), assignment.Configuration), (told.Trial, told.Attempt, told.Seed, told.ResumeFrom, told.Configuration));
        Assert.Equal((assignment.Peft, assignment.Training), (told.Peft, told.Training));
        Assert.Contains(
            $"\"accuracy\":{expected.Metrics["accuracy"].ToString("R", CultureInfo.InvariantCulture)}",
            output.ToString().Split('\n')[^2],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_gone_ends_the_training()
    {
        using var output = new StringWriter();
        using var worker = new WorkerWords(IsolatedAssignment.Of(Assignment(TinyStudy.Load(_folder))).ToJson(), GoOn);
        var endless = new FormulaRunner
        {
            Midway = async (_, stopping) =>
            {
                worker.Leave();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
                return null;
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new TrialChild(TinyStudy.Reader, endless).RunAsync(worker, output, Token));

        Assert.DoesNotContain("result", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_of_the_worker_ends_a_training_that_is_not_promising()
    {
        using var output = new StringWriter();
        using var worker = new WorkerWords(IsolatedAssignment.Of(Assignment(TinyStudy.Load(_folder))).ToJson(), """{"verdict":"prune"}""");

        await new TrialChild(TinyStudy.Reader, new FormulaRunner()).RunAsync(worker, output, Token);

        Assert.Contains("\"step\":1", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\"step\":2", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("{\"pruned\":true}\n", output.ToString(), StringComparison.Ordinal);
    }

    private TrialAssignment Assignment(BoundStudy study)
    {
        var configuration = study.Definition.Space.Sample(RandomKey.FromSeed(1))!;

        return new()
        {
            Study = study.Definition,
            Header = study.Header,
            Trial = 4,
            Attempt = 2,
            Configuration = configuration,
            Peft = study.Binding.PeftOf(configuration),
            Training = study.Binding.TrainingOf(configuration),
            Seed = 99,
            CheckpointFolder = _folder.Path,
            ResumeFrom = new(3, "state"),
        };
    }
}
