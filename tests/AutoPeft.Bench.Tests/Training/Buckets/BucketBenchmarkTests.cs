using AutoPeft.Bench.Training.Buckets;
using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Bench.Tests.Training.Buckets;

public sealed class BucketBenchmarkTests
{
    [Fact]
    public async Task Buckets_leave_less_padding()
    {
        using var folder = new TemporaryFolder();
        var trials = new SweepTrials(SmallStudy.Write(folder), seed: 0, TimeProvider.System);

        var figure = await new BucketBenchmark(trials, TimeProvider.System).MeasureAsync(trial: 0, rounds: 2, TestContext.Current.CancellationToken);

        Assert.InRange(figure.BucketedTokens, figure.Tokens, figure.ShuffledTokens - 1);
        Assert.Equal(2, figure.Ratios.Length);
        Assert.Equal(160, figure.Rows);
    }
}
