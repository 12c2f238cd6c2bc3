using System.Text.Json;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Programs;
using AutoPeft.Worker.Tests.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Programs;

public sealed class ProgramRunnerTests : IDisposable
{
    private const string Result = """echo '{"result": {"accuracy": 0.75}}'""";

    private readonly TemporaryFolder _folder = new();

    public ProgramRunnerTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs of these tests are shell scripts.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_told_the_assignment_and_its_reports_are_recorded()
    {
        var reporter = new RecordingReporter();

        var outcome = await RunAsync(
            """
            read -r line; echo "$line" > told; echo "$2 $EXTRA" > said; touch "$1/state"
            echo 'Loading…'; echo '{"checkpoint": "state", "step": 1}'
            echo '{"step": 1, "metrics": {"accuracy": 0.5, "loss": NaN}}'; read -r verdict; echo "$verdict" > verdict
            echo '{"progress": 0.5}'; echo '{"warning": "It is warm."}'

            """ + Result,
            reporter,
            "args: x");

        Assert.Equal((TrialState.Completed, 0.75), (outcome.State, outcome.Metrics["accuracy"]));
        var told = JsonDocument.Parse(File.ReadAllText(_folder.File("told"))).RootElement;
        Assert.Equal(4, told.GetProperty("peft").GetProperty("modules")[0].GetProperty("rank").GetInt32());
        Assert.Equal("4 seed 7\n", File.ReadAllText(_folder.File("said")));
        Assert.Equal("{\"verdict\":\"continue\"}\n", File.ReadAllText(_folder.File("verdict")));
        var (step, metrics) = Assert.Single(reporter.Measurements);
        Assert.Equal((1, 0.5, double.NaN), (step, metrics["accuracy"], metrics["loss"]));
        Assert.Equal(new(1, "state"), Assert.Single(reporter.Checkpoints));
        Assert.Equal((0.5, "It is warm."), (reporter.LastProgress, Assert.Single(reporter.Warnings)));
        Assert.Contains("Loading…", File.ReadAllText(AttemptLog.PathOf(_folder.Path, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_is_not_promising_is_asked_to_end_and_killed_when_it_does_not_listen()
    {
        var reporter = new RecordingReporter { Verdict = _ => ReportVerdict.Prune };

        var polite = await RunAsync("""read -r line; echo '{"step": 1, "metrics": {"accuracy": 0.1}}'; read -r verdict; echo "$verdict" > verdict""", reporter);
        var deaf = await RunAsync("""read -r line; echo '{"step": 1, "metrics": {"accuracy": 0.1}}'; exec sleep 3600""", reporter, time: new HurriedTime());

        Assert.Equal((TrialState.Pruned, TrialState.Pruned), (polite.State, deaf.State));
        Assert.Equal("{\"verdict\":\"prune\"}\n", File.ReadAllText(_folder.File("verdict")));
    }

    [Theory]
    [InlineData("exit 3", TrialState.Failed, "exit code 3")]
    [InlineData("kill -9 $$", TrialState.Failed, "signal 9")]
    [InlineData("kill -11 $$", TrialState.Failed, "signal 11")]
    [InlineData(":", TrialState.Failed, "without a result")]
    [InlineData("""echo 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.' >&2; exit 1""", TrialState.Infeasible, "Tried to allocate 2.00 GiB")]
    [InlineData("""echo '{"infeasible": "diverged", "reason": "The loss is NaN."}'""", TrialState.Infeasible, "The loss is NaN.")]
    [InlineData("""echo '{"failed": "No weights."}'""", TrialState.Failed, "No weights.")]
    [InlineData(Result + "; exit 7", TrialState.Failed, "exit code 7")]
    public async Task However_it_ends_is_an_outcome_with_a_reason(string script, TrialState state, string reason)
    {
        var outcome = await RunAsync(script, new RecordingReporter());

        Assert.Equal(state, outcome.State);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"checkpoint": "../../etc/passwd", "step": 1}""", "nothing that exists in the trial's folder")]
    [InlineData("""{"checkpoint": "/etc/passwd", "step": 1}""", "nothing that exists in the trial's folder")]
    [InlineData("""{"step": -1, "metrics": {"accuracy": 1}}""", "no 'step'")]
    [InlineData("""{"step": 1, "metrics": [1]}""", "no object")]
    [InlineData("""{"infeasible": "laziness"}""", "none of out_of_memory")]
    [InlineData("""{"failed": 3}""", "text is missing")]
    public async Task A_message_that_cannot_be_used_is_a_warning(string message, string warning)
    {
        var reporter = new RecordingReporter();

        var outcome = await RunAsync($"echo '{message}'; {Result}", reporter);

        Assert.Equal(TrialState.Completed, outcome.State);
        Assert.Contains(warning, Assert.Single(reporter.Warnings), StringComparison.Ordinal);
        Assert.Empty(reporter.Checkpoints);
    }

    [Fact]
    public async Task More_memory_than_it_may_use_makes_the_trial_infeasible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of processes is read from /proc.");

        // A shell has more than a megabyte; the limit is what is tested.
        var outcome = await RunAsync("sleep 3600", new RecordingReporter(), "memory_limit: 1.1e6");

        Assert.Equal((TrialState.Infeasible, InfeasibleCause.OutOfMemory), (outcome.State, outcome.Cause));
        Assert.Contains("more than it may", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_attempt_left_running_is_killed_by_the_next()
    {
        using var stopping = new CancellationTokenSource();
        var first = RunAsync("echo $$ > first; exec sleep 3600", new RecordingReporter(), stopping: stopping.Token);
        var left = await Eventually.LineOfAsync(_folder.File("first"), Token);
        await Eventually.LineOfAsync(_folder.File("process"), Token);

        await RunAsync(Result, new RecordingReporter(), attempt: 2);

        await ProcessState.GoneAsync(left, Token);
        Assert.Equal(TrialState.Failed, (await first).State);
        Assert.Contains(AttemptLog.Read(_folder.Path, 2), line => line.Text.Contains("was still running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_attempt_is_told_where_to_resume()
    {
        await RunAsync($"read -r line; echo \"$line\" > told; {Result}", new RecordingReporter(), resume: new(5, "state"));

        var from = JsonDocument.Parse(File.ReadAllText(_folder.File("told"))).RootElement.GetProperty("resume_from");
        Assert.Equal((5, _folder.File("state")), (from.GetProperty("step").GetInt32(), from.GetProperty("path").GetString()!));
    }

    [Fact]
    public async Task A_program_or_folder_that_is_not_there_is_said_before_anything_is_recorded()
    {
        var study = Study("memory_limit: 8e9", "[/no/such/program]");

        await Assert.ThrowsAsync<InvalidInputException>(() => new ProgramRunner(TimeProvider.System).PrepareAsync(study.Definition, Token));
    }

    private async Task<TrialOutcome> RunAsync(
        string script, RecordingReporter reporter, string more = "", CheckpointReference? resume = null, int attempt = 1, TimeProvider? time = null, CancellationToken? stopping = null)
    {
        _folder.Write("trial.sh", script + "\n");
        var study = Study(more.StartsWith("args", StringComparison.Ordinal) ? "environment: { EXTRA: 'seed {seed}' }" : more, "[sh, trial.sh, '{folder}', '{lora.rank}']");
        var configuration = study.Definition.Space.Canonical(AutoPeft.Search.Space.Configuration.FromJson(
            """{"layer.0":true,"layer.1":true,"lora.rank":4,"serial_adapter.bottleneck_size":0,"learning_rate":0.001}"""));

        return await new ProgramRunner(time ?? TimeProvider.System).RunAsync(
            new()
            {
                Study = study.Definition,
                Trial = 3,
                Attempt = attempt,
                Configuration = configuration,
                Peft = study.Binding.PeftOf(configuration),
                Training = study.Binding.TrainingOf(configuration),
                Seed = 7,
                CheckpointFolder = _folder.Path,
                ResumeFrom = resume,
            },
            reporter,
            stopping ?? Token);
    }

    private BoundStudy Study(string more, string command) =>
        TinyStudy.Load(_folder, ("retries: 2", $"runner:\n  command: {command}\n{(more.Length == 0 ? string.Empty : $"  {more}\n")}"));
}
