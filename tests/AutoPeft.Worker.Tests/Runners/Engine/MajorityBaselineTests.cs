using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class MajorityBaselineTests
{
    [Fact]
    public void It_is_the_share_of_the_most_frequent_training_class()
    {
        using var bench = new EngineBench();
        var labels = Labels(bench.Study.Data.Train);
        var majority = labels.GroupBy(label => label).MaxBy(group => group.Count())!.Key;
        var baseline = new MajorityBaseline(bench.Workspace, bench.Finals);

        Assert.Equal(Share(bench.Study.Data.Validation!, majority), baseline.OnValidation(bench.Study)["accuracy"]);
        Assert.Equal(Share(bench.Study.Data.Test!, majority), baseline.OnTest(bench.Study)["accuracy"]);
        Assert.Equal(0, baseline.OnTest(bench.Study)["matthews"]);
    }

    private static double Share(string path, string majority) => Labels(path).Average(label => label == majority ? 1.0 : 0);

    private static string[] Labels(string path) => [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t')[1])];
}
