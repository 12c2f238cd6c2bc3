using AutoPeft.Models.Structure;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.Tests.Binding;

public sealed class GlueTasksTests
{
    [Theory] // Wang et al. 2019, Table 1
    [InlineData("cola", "matthews")]
    [InlineData("sst-2", "accuracy")]
    [InlineData("mrpc", "accuracy", "f1")]
    [InlineData("sts-b", "pearson", "spearman")]
    [InlineData("qqp", "accuracy", "f1")]
    [InlineData("mnli", "accuracy")]
    [InlineData("qnli", "accuracy")]
    [InlineData("rte", "accuracy")]
    [InlineData("wnli", "accuracy")]
    public void Every_task_has_its_official_metrics(string name, params string[] metrics)
    {
        var task = GlueTasks.All.Single(task => task.Name == name);

        Assert.Equal(metrics, task.OfficialMetrics);
        Assert.Equal(name == "sts-b" ? TaskKind.Regression : TaskKind.Classification, task.Kind);
        Assert.All(metrics, metric => Assert.True(MeasuredMetrics.Fits(metric, task)));
    }

    [Fact]
    public void There_are_nine()
    {
        Assert.Equal(9, GlueTasks.All.Length);
    }
}
