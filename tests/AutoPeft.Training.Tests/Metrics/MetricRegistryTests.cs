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
            metric => Assert.Same(metric, MetricRegistry.Find(metric.Name, 2, new FaultPlace("study.yaml", 3))));
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones_and_its_place()
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => MetricRegistry.Find("acuracy", 3, new FaultPlace("study.yaml", 3))).Faults);

        Assert.Equal("study.yaml:3: There is no metric 'acuracy'. Use one of: accuracy, f1_macro, matthews.", fault.ToString());
    }

    [Fact]
    public void A_metric_for_two_classes_is_refused_for_three()
    {
        var error = Assert.Throws<InvalidInputException>(() => MetricRegistry.Find("f1", 3, new FaultPlace("study.yaml")));

        Assert.Contains("not defined for 3 classes", Assert.Single(error.Faults).Message);
    }
}
