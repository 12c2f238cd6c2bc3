using AutoPeft.Dashboard.Model.Drafts;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Dashboard.Tests.Components.Pages;

public sealed class NewSweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_a_study_file_may_name_can_be_chosen()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var page = await dashboard.Client.GetStringAsync("/new", Token);

        Assert.True(SpaceMethods.All.Length > 30);
        Assert.All(SpaceMethods.All, method => Assert.Contains($"name=\"{StudySketch.SizePrefix}{method.Name}\"", page, StringComparison.Ordinal));
        Assert.All(
            StudyTasks.All.Select(task => task.Name).Concat(MeasuredMetrics.Names).Concat(AnalyticMetrics.Names).Concat(SamplerNames.All.Except(SamplerNames.Tuners)),
            name => Assert.Contains($"<option value=\"{name}\"", page, StringComparison.Ordinal));
    }
}
