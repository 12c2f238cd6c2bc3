using AutoPeft.Bench.Chaos;

namespace AutoPeft.Bench.Tests.Chaos;

/// <summary>The short form of <c>autopeft bench chaos</c>.</summary>
public sealed class SharedChaosTests
{
    [Fact]
    public async Task Processes_that_are_killed_over_a_database_lose_and_repeat_nothing()
    {
        Assert.SkipUnless(TemporaryPostgres.IsInstalled, "PostgreSQL is not installed: no initdb in AUTOPEFT_POSTGRES, /usr/lib/postgresql or PATH.");
        var options = new ChaosOptions(2, 80, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5), 0, TimeSpan.FromMinutes(10));
        await using var chaos = new SharedChaos(options, TimeProvider.System);

        var report = await chaos.RunAsync();

        Assert.True(report.IsSound, report.ToString());
        Assert.True(report is { Kills: > 1, Outages: > 0 }, report.ToString());
    }
}
