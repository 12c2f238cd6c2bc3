using AutoPeft.Primitives.Faults;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.BlackBox;

namespace AutoPeft.Trials.Tests.BlackBox;

public sealed class BlackBoxFileTests : IDisposable
{
    private const string Yaml = """
        parameters:
          rate: { float: [1e-4, 1], scale: log }
          size: { choices: [0, 1, 3] }
          kind: { categorical: [a, b], when: { size: [1, 3] } }
        objectives: [error, { name: speed, direction: maximize, reference: 5 }]
        command: [python3, evaluate.py]
        time_limit: 30s
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_says_what_may_be_tried_and_what_is_optimised()
    {
        var study = Load(Yaml.Replace(", reference: 5", "", StringComparison.Ordinal), new());

        Assert.Equal(["rate", "size", "kind"], study.Space.Domains.Select(domain => domain.Name));
        Assert.Equal([("error", Direction.Minimize), ("speed", Direction.Maximize)], study.Objectives.Select(objective => (objective.Name, objective.Direction)));
        Assert.Equal(["python3", "evaluate.py"], study.Command);
        Assert.Equal((TimeSpan.FromSeconds(30), "box", _folder.Path), (study.TimeLimit, study.Header.Name, study.Header.Folder));
    }

    [Fact]
    public void Without_a_word_about_it_a_hundred_trials_are_tried_once_each_whatever_fails()
    {
        var control = Load(Plain, new()).Plan.Control;

        Assert.Equal((100, 0, false), (control.Budget.Trials, control.Retries, control.GivesUp));
    }

    [Fact]
    public void Settings_take_the_place_of_the_file()
    {
        var study = Load(Plain, new()
        {
            Name = "other",
            Objectives = [new("1", Direction.Maximize)],
            Command = ["./run", "--fast: yes"],
            Sampler = "sobol",
            Trials = 7,
            Seed = -3,
            Concurrency = 2,
            TimeLimit = "2m",
            Folder = "/elsewhere",
        });

        Assert.Equal("other", study.Header.Name);
        Assert.Equal(new Objective("1", Direction.Maximize), Assert.Single(study.Objectives));
        Assert.Equal(["./run", "--fast: yes"], study.Command);
        Assert.Equal(("sobol", 7, -3L, 2), (study.Plan.Control.Sampler.Name, study.Plan.Control.Budget.Trials, study.Plan.Control.Seed, study.Plan.Control.Concurrency));
        Assert.Equal((TimeSpan.FromMinutes(2), "/elsewhere"), (study.TimeLimit, study.Header.Folder));
    }

    [Fact]
    public void What_a_store_keeps_reads_back_as_the_same_study()
    {
        var study = Load(Plain, new() { Trials = 7, Seed = 5, Command = ["a", "b c"] });

        var again = BlackBoxFile.Parse(study.Header.Definition, "study box", _folder.Path);

        Assert.Equal(study.Header.SpaceHash, again.Header.SpaceHash);
        Assert.Equal(study.Header.Definition, again.Header.Definition);
        Assert.True(BlackBoxFile.IsDefinition(study.Header.Definition));
        Assert.False(BlackBoxFile.IsDefinition("model: bert"));
    }

    [Fact]
    public void Budget_limit_and_concurrency_may_change_and_space_objectives_command_sampler_and_seed_may_not()
    {
        var study = Load(Plain, new());

        Assert.Null(study.DifferenceFrom(Load(Plain, new() { Trials = 500, Concurrency = 3, TimeLimit = "1s" })));
        Assert.NotNull(study.DifferenceFrom(Load(Plain.Replace("[0, 1, 3]", "[0, 1, 4]", StringComparison.Ordinal).Replace("[1, 3]", "[1, 4]", StringComparison.Ordinal), new())));
        Assert.NotNull(study.DifferenceFrom(Load(Plain, new() { Seed = 1 })));
        Assert.NotNull(study.DifferenceFrom(Load(Plain, new() { Sampler = "random" })));
        Assert.NotNull(study.DifferenceFrom(Load(Plain, new() { Command = ["other"] })));
        Assert.NotNull(study.DifferenceFrom(Load(Plain, new() { Objectives = [new("error", Direction.Maximize)] })));
    }

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var refused = Assert.Throws<InvalidInputException>(() => Load(
            "parameters: { rate: { flaot: [0, 1] } }\nobjectives: []\ncommand: python3 evaluate.py\ncolour: red", new() { Sampler = "bayes", TimeLimit = "soon" }));

        Assert.Equal(6, refused.Faults.Length);
        Assert.Contains(refused.Faults, fault => fault.Message.Contains("no shell", StringComparison.Ordinal));
        Assert.Contains(refused.Faults, fault => fault.Remedy.Contains("float", StringComparison.Ordinal));
    }

    private static string Plain => Yaml.Replace(", reference: 5", "", StringComparison.Ordinal);

    private BlackBoxStudy Load(string yaml, BlackBoxSettings settings) => BlackBoxFile.Load(_folder.Write("box.yaml", yaml), settings);

    [Theory]
    [InlineData("{ name: asha, unit: epochs, most: 27 }", "epochs", FidelityUnit.Epochs, 1, 27)]
    [InlineData("{ name: hyperband, unit: steps, least: 10, most: 500 }", "steps", FidelityUnit.Steps, 10, 500)]
    [InlineData("{ name: median, unit: share, least: 0.25, reduction: 2 }", "share", FidelityUnit.Share, 250_000, null)]
    public void A_pruner_says_what_the_program_is_told(string pruner, string name, FidelityUnit unit, int least, int? most)
    {
        var read = Load($"{Plain}\npruner: {pruner}\n", new()).Plan.Control.Pruner!;

        Assert.Equal((name, unit, least, most), (read.TellsAs, read.Unit, read.Least, read.Most));
    }

    [Theory]
    [InlineData("pruner: asha", "most: 27")]
    [InlineData("pruner: { name: asha, unit: steps, least: 2 }", "'most:'")]
    [InlineData("pruner: { name: asha, unit: share, most: 1 }", "unit")]
    public void What_a_pruner_lacks_is_said(string pruner, string remedy) => Assert.Contains(
        remedy, Assert.Throws<InvalidInputException>(() => Load($"{Plain}\n{pruner}\n", new())).Faults.Single().Remedy, StringComparison.Ordinal);

    [Fact]
    public void What_the_program_is_told_is_no_parameter_too()
    {
        var twice = Plain.Replace("rate:", "epochs:", StringComparison.Ordinal) + "\npruner: { name: asha, most: 9 }\n";

        Assert.Contains("'epochs'", Assert.Throws<InvalidInputException>(() => Load(twice, new())).Faults.Single().Message, StringComparison.Ordinal);
    }
}
