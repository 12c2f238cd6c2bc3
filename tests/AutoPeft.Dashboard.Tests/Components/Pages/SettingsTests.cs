namespace AutoPeft.Dashboard.Tests.Components.Pages;

public sealed class SettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_empty_says_so()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);

        var page = await dashboard.Client.GetStringAsync("/settings", Token);

        Assert.All(["No users yet.", "No keys yet.", "No addresses yet", "Nothing has been changed yet."], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<thead", page, StringComparison.Ordinal);
    }
}
