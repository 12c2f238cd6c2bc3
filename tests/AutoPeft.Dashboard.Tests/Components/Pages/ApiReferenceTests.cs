namespace AutoPeft.Dashboard.Tests.Components.Pages;

public sealed class ApiReferenceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addresses_are_written_as_people_read_them()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var page = await dashboard.Client.GetStringAsync("/api", Token);

        Assert.Contains("/api/v1/studies/{name}/trials/{number}<", page, StringComparison.Ordinal);
        Assert.Contains("/files/{path}<", page, StringComparison.Ordinal);
        Assert.DoesNotContain(":int}", page, StringComparison.Ordinal);
    }
}
