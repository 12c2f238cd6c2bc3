using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Tests.Model.Drafts;

public sealed class StudyCheckerTests : IDisposable
{
    // Without it the space can be listed.
    private const string Rate = "learning_rate: { float: [1e-4, 1e-2], scale: log }, ";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_cheapest_and_the_dearest_configuration_bound_the_costs()
    {
        var study = TinyStudy.Load(_folder, (Rate, string.Empty));
        await using var dashboard = await StartAsync();

        var costs = (await CheckAsync(dashboard))["costs"]!.AsArray();

        var parameters = costs.Single(cost => (string?)cost!["name"] == "trainable_parameters")!;
        var all = study.Definition.Space.Enumerate().Where(study.Definition.Space.IsValid)
            .Select(configuration => AnalyticMetrics.Of("trainable_parameters", study.Binding.CostOf(configuration))).ToArray();
        Assert.Equal(all.Min(), (double)parameters["least"]!);
        Assert.Equal(all.Max(), (double)parameters["most"]!);
        Assert.Equal(AnalyticMetrics.Names.Count(), costs.Count);
    }

    [Fact]
    public async Task The_time_follows_from_a_sweep_with_the_same_model_and_data_and_is_unknown_without_one()
    {
        var study = TinyStudy.Load(_folder, (Rate, string.Empty));
        await using var dashboard = await StartAsync();
        Assert.Null((await CheckAsync(dashboard))["time"]);

        await dashboard.Store.CreateStudyAsync(study.Header with { Name = "earlier" }, Token);
        await dashboard.Store.EnqueueAsync("earlier", [new(study.Definition.Space.Enumerate().First(), 1)], Token);
        var claim = (await dashboard.Store.ClaimAsync(new ClaimRequest("worker", TimeSpan.FromMinutes(5)) { Study = "earlier" }, Token))!;
        await dashboard.Store.StartAsync(claim.Lease, Token);
        await dashboard.Store.FinishAsync(claim.Lease, SampleStudies.Completed(0.9) with { Metrics = TrialOutcome.Completed([KeyValuePair.Create("epochs", 1.0)]).Metrics }, Token);

        var time = (await CheckAsync(dashboard))["time"]!;
        var trial = (await dashboard.Store.ReadStudyAsync("earlier", Token)).Trials[0];
        Assert.Equal("earlier", (string?)time["study"]);
        Assert.Equal(2 * trial.Duration!.Value.TotalSeconds, (double)time["secondsPerTrial"]!, 6);
        Assert.Equal(6 * (double)time["secondsPerTrial"]!, TimeSpan.Parse((string)time["total"]!, System.Globalization.CultureInfo.InvariantCulture).TotalSeconds, 1);
    }

    private async Task<RunningDashboard> StartAsync() =>
        await RunningDashboard.StartAsync(options => options with { StudyFolder = _folder.Path }, new() { Models = new FixedShape(ModelShapes.BertTiny) }, Token);

    private static async Task<JsonNode> CheckAsync(RunningDashboard dashboard)
    {
        var answer = await dashboard.Client.PostAsJsonAsync("/api/v1/spaces/check", new { text = TinyStudy.Yaml.Replace(Rate, string.Empty, StringComparison.Ordinal) }, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Token))!;
    }
}
