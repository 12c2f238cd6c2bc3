using AutoPeft.Bench.Chaos;

namespace AutoPeft.Bench.Tests.Chaos;

/// <summary>The short form of <c>autopeft bench chaos --store journal</c>.</summary>
public sealed class JournalChaosTests
{
    [Fact]
    public async Task A_process_that_is_killed_over_a_journal_loses_and_repeats_nothing()
    {
        var options = new ChaosOptions(2, 60, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(0.7), 0, TimeSpan.FromMinutes(10));
        await using var chaos = new JournalChaos(options, TimeProvider.System);

        var report = await chaos.RunAsync();

        Assert.True(report.IsSound, report.ToString());
        Assert.True(report.Kills > 0, report.ToString());
    }
}
