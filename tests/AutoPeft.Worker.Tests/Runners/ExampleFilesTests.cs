using System.Diagnostics;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Tests.Runners;

public sealed class ExampleFilesTests
{
    private static readonly StudyFile Reader = new(new ModelDescriber());

    [Theory]
    [InlineData("rte", "glue/RTE")]
    [InlineData("mrpc", "glue/MRPC")]
    [InlineData("sst2", "glue/SST-2")]
    [InlineData("autopeft-sst2", "glue/SST-2")]
    [InlineData("agnews", "agnews")]
    [InlineData("mrpc-similarity", "glue/MRPC")]
    [InlineData("trec-next-token", "trec")]
    public void Every_example_is_a_study_that_can_be_started(string name, string data)
    {
        Assert.SkipWhen(Repository.SharedData(data) is null, $"The corpus {data} is not on this machine.");

        var study = Reader.Load(Path.Combine(Repository.Root, "examples", $"{name}.yaml"));

        Assert.Equal(name, study.Definition.Name);
        Assert.All(Enumerable.Range(0, 20), draw =>
            Assert.Null(study.Definition.Space.WhyInvalid(study.Definition.Space.Sample(RandomKey.FromSeed(draw))!)));
    }

    [Fact]
    public async Task The_example_of_a_program_runs_and_stops_trials_that_are_not_promising()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !ProcessState.IsOnPath("python3"), "There is no python3.");
        using var folder = new TemporaryFolder();
        var study = Reader.Load(Path.Combine(Repository.Root, "examples", "command", "formula.yaml"));
        await using var store = new JournalTrialStore(folder.Path, TimeProvider.System);
        var sweep = new LocalSweep(store, new ProgramRunner(TimeProvider.System), Reader, TimeProvider.System);
        await sweep.OpenAsync(study, TestContext.Current.CancellationToken);

        var record = await sweep.RunAsync(study, folder.Path, null, TestContext.Current.CancellationToken);

        Assert.Equal(12, record.Count(TrialState.Completed) + record.Count(TrialState.Pruned));
        Assert.InRange(record.Count(TrialState.Pruned), 1, 11);
        Assert.All(record.Trials, trial => Assert.NotEmpty(trial.Measurements));
        Assert.Contains(AttemptLog.Read(folder.File("formula/trials/0"), 1), line => line.Text.Contains("\"result\"", StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_tags_makes_its_rows_and_can_be_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !ProcessState.IsOnPath("python3"), "There is no python3.");
        using var folder = new TemporaryFolder();
        var source = folder.Write("questions.tsv", "text\tlabel\nWhat did Popeye Doyle and I see in \"Paris ?\tENTY\nWhere ?\tLOC\n");
        var example = Path.Combine(Repository.Root, "examples", "names");

        using var python = Process.Start("python3", [Path.Combine(example, "make.py"), source, folder.File("train.tsv")]);
        python.WaitForExit();

        Assert.Equal(
            "words\ttags\ndid popeye doyle and i see in \"paris ?\tO B-NAME I-NAME O O O O O O\n?\tO\n", File.ReadAllText(folder.File("train.tsv")));
        var text = File.ReadAllText(Path.Combine(example, "names.yaml"))
            .Replace("../../src", Path.Combine(Repository.Root, "src"), StringComparison.Ordinal);
        Assert.Equal("names", Reader.Load(folder.Write("names.yaml", text)).Definition.Name);
    }

    [Fact]
    public async Task The_example_of_a_training_script_is_Python()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !ProcessState.IsOnPath("python3"), "There is no python3.");
        var script = Path.Combine(Repository.Root, "examples", "command", "train.py");

        using var python = Process.Start("python3", ["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())", script]);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, python.ExitCode);
    }

    [Theory]
    [InlineData("autopeft-bert-base.yaml", 109_482_240)]
    [InlineData("autopeft-bert-large.yaml", 335_141_888)]
    public void Every_example_of_a_space_describes_its_model(string name, long parameters)
    {
        var space = Reader.LoadSpace(Path.Combine(Repository.Root, "examples", "spaces", name));

        Assert.Equal(parameters, space.Binding.Shape.ParameterCount);
    }
}
