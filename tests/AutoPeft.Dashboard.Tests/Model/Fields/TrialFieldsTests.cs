using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;

namespace AutoPeft.Dashboard.Tests.Model.Fields;

public sealed class TrialFieldsTests
{
    private static readonly StudyView View = Of(
        [new("seconds", Direction.Minimize), new("Number", Direction.Minimize)], new("seed", ParameterValue.Of(3)), new("loss", ParameterValue.Of(0.5)));

    [Fact]
    public void Names_of_fields_that_every_trial_has_may_be_those_of_objectives_metrics_and_parameters_too()
    {
        var renamed = View.Fields.All.Where(field => field.Key != field.Name).Select(field => (field.Key, field.Name));

        Assert.Equal([("objective.seconds", "seconds"), ("objective.Number", "Number"), ("parameter.loss", "loss"), ("parameter.seed", "seed")], renamed);
    }

    [Fact]
    public void Each_of_them_is_found_by_its_own_name_and_by_its_key()
    {
        var trial = View.Study.Trials[0];

        Assert.Equal(0.5, View.Fields.OfObjective("seconds").Number!(trial));
        Assert.Equal(10, View.Fields.Find("objective.number")!.Number!(trial));
        Assert.Equal(3, View.Fields.OfParameter("seed").Number!(trial));
        Assert.Equal("3", View.Fields.Find("parameter.seed")!.Text(trial));
        Assert.Equal("0", View.Fields.Find("seed")!.Text(trial));
    }

    [Fact]
    public void The_front_is_drawn_over_the_objectives_whatever_they_are_called()
    {
        var plot = FrontPlotter.Plot(View, new())!;

        Assert.Equal(("objective.seconds", "objective.Number"), (plot.UpKey, plot.AcrossKey));
        Assert.Equal(2, plot.Shown);
    }

    private static StudyView Of(Objective[] objectives, params KeyValuePair<string, ParameterValue>[] values)
    {
        var fold = new StudyFold();
        var header = SampleStudies.Header() with { Objectives = [.. objectives], Definition = "budget: { trials: 10 }" };
        Configuration[] configurations = [new(values), new([new("seed", ParameterValue.Of(4)), .. values[1..]])];
        foreach (var happened in SampleViews.History(header, configurations, (0.5, 10), (0.6, 20)))
        {
            fold.Apply(happened);
        }

        return new(fold.Snapshot(), _ => string.Empty);
    }
}
