using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Tests.Transfer;

public sealed class EarlierStudiesTests : IDisposable
{
    private const string Yaml = """
        parameters:
          rate: { float: [1e-4, 1], scale: log }
          size: { choices: [0, 1, 3] }
          kind: { categorical: [a, b] }
        objectives: [error]
        transfer: [before]
        """;

    private static readonly string[] Points = ["""{"rate":0.01,"size":1,"kind":"a"}""", """{"rate":0.1,"size":0,"kind":"b"}""", """{"rate":0.5,"size":3,"kind":"a"}""", """{"rate":1,"size":1,"kind":"b"}"""];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_had_ended_before_a_study_was_created_is_its_experience()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await BeforeAsync(store, 4);
        var later = Box("later");
        await store.CreateStudyAsync(later.Header, Token);
        await TellAsync(store, "before", """{"rate":0.02,"size":1,"kind":"a"}""", 9);

        var studies = (await EarlierStudies.AttachAsync(later.Plan, store, Token)).Snapshot.Experience!.Studies;

        Assert.Equal([1, 2, 3, 4], Assert.Single(studies).Losses[0]);
        Assert.Equal(4, studies[0].Descriptions.Length);
    }

    [Fact]
    public async Task Values_of_another_space_are_placed_on_the_axes_of_this_one()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await BeforeAsync(store, 4);
        var other = Box("later", Yaml.Replace("[1e-4, 1]", "[0.01, 0.1]", StringComparison.Ordinal).Replace("[a, b]", "[b, c]", StringComparison.Ordinal));

        var study = (await EarlierStudies.AttachAsync(other.Plan, store, Token)).Snapshot.Experience!.Studies[0];

        Assert.Equal([0, 1, 1, 1], study.Descriptions.Select(point => Math.Round(point[1], 12)));
        Assert.Equal([0.0, 1, 0, 1], study.Descriptions.Select(point => point[4]));
    }

    [Fact]
    public async Task A_study_of_few_trials_or_of_another_kind_or_that_is_gone_is_refused_with_all_faults()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await BeforeAsync(store, 3);
        await store.CreateStudyAsync(TinyStudy.Load(_folder).Header, Token);
        var later = Box("later", Yaml.Replace("[before]", "[before, tiny, gone]", StringComparison.Ordinal));

        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => EarlierStudies.AttachAsync(later.Plan, store, Token));

        Assert.Equal(3, refused.Faults.Length);
        Assert.Contains("3 finished trials", refused.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_measured_objective_stands_for_the_other_where_each_study_has_one()
    {
        await using var store = new JournalTrialStore(_folder.Path, TimeProvider.System);
        await BeforeAsync(store, 4);
        var one = Box("one", Yaml.Replace("[error]", "[{ name: quality, direction: maximize }]", StringComparison.Ordinal));
        var two = Box("two", Yaml.Replace("[error]", "[speed, quality]", StringComparison.Ordinal));

        Assert.Equal([1, 2, 3, 4], (await EarlierStudies.AttachAsync(one.Plan, store, Token)).Snapshot.Experience!.Studies[0].Losses[0]);
        await Assert.ThrowsAsync<InvalidInputException>(() => EarlierStudies.AttachAsync(two.Plan, store, Token));
    }

    [Fact]
    public void Modules_are_described_by_kind_depth_and_size_and_training_by_its_settings()
    {
        var study = TinyStudy.Load(_folder, ("sampler: random", "sampler: bayesian\ntransfer: [before]"));
        var describe = study.Plan.Transfer!.Description.Describe;
        var points = new[] { (2, 3), (2, 0), (4, 3) }.Select(sizes => describe(Search.Space.Configuration.FromJson(
            $$"""{"layer.0":false,"layer.1":true,"layer.2":true,"lora.rank":{{sizes.Item1}},"serial_adapter.bottleneck_size":{{sizes.Item2}},"learning_rate":0.001}"""))).ToArray();
        var without = points[0].Zip(points[1], (one, other) => one != other).ToArray();
        var larger = points[0].Zip(points[2], (one, other) => other > one).ToArray();

        Assert.Equal((8, 8), (without.Count(different => different), larger.Count(different => different)));
        Assert.DoesNotContain(true, without.Zip(larger, (one, other) => one && other));
        Assert.Contains(-3, points[0]);
    }

    [Fact]
    public void A_sampler_that_cannot_learn_from_earlier_studies_is_refused()
    {
        Assert.Throws<InvalidInputException>(() => Box("later", Yaml + "\nsampler: tpe"));
        Assert.Throws<InvalidInputException>(() => Box("later", Yaml.Replace("[before]", "[a b]", StringComparison.Ordinal)));
    }

    private async Task BeforeAsync(JournalTrialStore store, int trials)
    {
        await store.CreateStudyAsync(Box("before", Yaml.Replace("transfer: [before]", "", StringComparison.Ordinal)).Header, Token);
        for (var i = 0; i < trials; i++)
        {
            await TellAsync(store, "before", Points[i], i + 1);
        }
    }

    private static async Task TellAsync(JournalTrialStore store, string study, string point, double error)
    {
        var queued = await store.EnqueueAsync(study, [new TrialProposal(Search.Space.Configuration.FromJson(point), 1)], Token);
        var claimed = await store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(5)) { Study = study, Trial = queued[0].Number }, Token);
        await store.StartAsync(claimed!.Lease, Token);
        await store.FinishAsync(claimed.Lease, new(TrialState.Completed, string.Empty) { Values = [error] }, Token);
    }

    private BlackBoxStudy Box(string name, string yaml = Yaml) => BlackBoxFile.Load(_folder.Write("box.yaml", yaml), new() { Name = name });
}
