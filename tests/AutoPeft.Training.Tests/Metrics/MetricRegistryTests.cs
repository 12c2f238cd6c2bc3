using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Metrics;

public sealed class MetricRegistryTests
{
    [Fact]
    public void Every_metric_is_found_by_its_name()
    {
        Assert.All(
            MetricRegistry.All,
            metric => Assert.Same(metric, MetricRegistry.Find(metric.Name, ShapeOf(metric), new FaultPlace("study.yaml", 3))));
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones_and_its_place()
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => MetricRegistry.Find("acuracy", new(TaskKind.Classification, 3), new FaultPlace("study.yaml", 3))).Faults);

        Assert.Equal("study.yaml:3: There is no metric 'acuracy'. Use one of: accuracy, f1_macro, matthews.", fault.ToString());
    }

    [Fact]
    public void A_metric_for_two_classes_is_refused_for_three()
    {
        var error = Assert.Throws<InvalidInputException>(() => MetricRegistry.Find("f1", new(TaskKind.Classification, 3), new FaultPlace("study.yaml")));

        Assert.Contains("not defined for 3 classes", Assert.Single(error.Faults).Message);
    }

    [Fact]
    public void Entities_are_refused_where_tags_do_not_mark_them()
    {
        var error = Assert.Throws<InvalidInputException>(
            () => MetricRegistry.Find("entity_f1", new(TaskKind.TokenClassification, 3), new FaultPlace("study.yaml")));

        Assert.Contains("3 tags of words that are not all O, B-… or I-…", Assert.Single(error.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_task_has_a_metric_and_none_of_another_task()
    {
        Assert.Equal(["pearson", "spearman"], MetricRegistry.Of(new(TaskKind.Regression, 1)).Select(metric => metric.Name));
        Assert.Equal(["perplexity"], MetricRegistry.Of(new(TaskKind.LanguageModelling, 1)).Select(metric => metric.Name));
        Assert.Equal(
            ["accuracy", "f1_macro", "matthews"], MetricRegistry.Of(new(TaskKind.TokenClassification, 5)).Select(metric => metric.Name));
        Assert.Equal(
            ["accuracy", "f1_macro", "matthews", "entity_f1"],
            MetricRegistry.Of(new(TaskKind.TokenClassification, 5) { MarksEntities = true }).Select(metric => metric.Name));
    }

    private static TaskShape ShapeOf(ITaskMetric metric) =>
        Enum.GetValues<TaskKind>().Select(kind => TaskShape.Of(kind, 2) with { MarksEntities = true }).First(metric.Supports);
}
