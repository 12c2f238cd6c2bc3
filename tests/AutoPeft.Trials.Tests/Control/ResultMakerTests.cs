using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class ResultMakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BoundStudy _study;

    public ResultMakerTests() => _study = TinyStudy.Load(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Objectives_are_picked_from_what_was_measured_and_what_is_known()
    {
        var result = ResultMaker.Of(_study, Trial(), TrialOutcome.Completed(Metrics(("accuracy", 0.8), ("loss", 0.4))));

        Assert.Equal(TrialState.Completed, result.State);
        Assert.Equal([0.8, 96], result.Values!.Value);
        Assert.Equal((0.4, 96), (result.Metrics["loss"], result.Metrics["trainable_parameters"]));
    }

    [Fact]
    public void What_is_known_beforehand_cannot_be_overwritten_by_a_measurement()
    {
        var result = ResultMaker.Of(_study, Trial(), TrialOutcome.Completed(Metrics(("accuracy", 0.8), ("trainable_parameters", 1))));

        Assert.Equal(96, result.Values!.Value[1]);
    }

    [Fact]
    public void A_missing_objective_is_a_failure_that_lists_what_there_is()
    {
        var result = ResultMaker.Of(_study, Trial(), TrialOutcome.Completed(Metrics(("loss", 0.4))));

        Assert.Equal((TrialState.Failed, "The objective 'accuracy' was not measured, only loss."), (result.State, result.Reason));
        Assert.Null(result.Values);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_objective_that_is_no_finite_number_is_divergence(double accuracy)
    {
        var result = ResultMaker.Of(_study, Trial(), TrialOutcome.Completed(Metrics(("accuracy", accuracy))));

        Assert.Equal((TrialState.Infeasible, InfeasibleCause.Diverged), (result.State, result.Cause!.Value));
    }

    [Theory]
    [InlineData("loss <= 0.5", 0.4, TrialState.Completed, "")]
    [InlineData("loss <= 0.5", 0.6, TrialState.Infeasible, "It is required that loss <= 0.5, and 'loss' is 0.6.")]
    [InlineData("f1 >= 0.9", 0.4, TrialState.Failed, "The constraint 'f1' was not measured, only accuracy, loss.")]
    public void A_limit_on_what_is_measured_is_judged_by_its_value(string limit, double loss, TrialState state, string reason)
    {
        var study = TinyStudy.Load(_folder, ("retries: 2", $"constraints: [\"{limit}\"]"));

        var result = ResultMaker.Of(study, Trial(), TrialOutcome.Completed(Metrics(("accuracy", 0.8), ("loss", loss))));

        Assert.Equal((state, reason), (result.State, result.Reason));
        Assert.Equal(state == TrialState.Infeasible ? InfeasibleCause.Constraint : null, result.Cause);
        Assert.Equal(state == TrialState.Completed, result.Values is not null);
        Assert.Equal(0.8, result.Metrics["accuracy"]);
    }

    [Fact]
    public void Other_ends_keep_their_reason_and_still_tell_the_costs()
    {
        var result = ResultMaker.Of(_study, Trial(), TrialOutcome.Infeasible(InfeasibleCause.OutOfMemory, "Out of memory."));

        Assert.Equal((TrialState.Infeasible, "Out of memory.", InfeasibleCause.OutOfMemory), (result.State, result.Reason, result.Cause!.Value));
        Assert.Equal(96, result.Metrics["trainable_parameters"]);
    }

    // Rank 2 on query and value of one layer of width 12: 2 · 2 · (12 + 12).
    private static Trial Trial() => new()
    {
        Number = 0,
        Configuration = Configuration.FromJson("""{"layer.0":true,"layer.1":false,"layer.2":false,"lora.rank":2,"serial_adapter.bottleneck_size":0,"learning_rate":0.001}"""),
        Seed = 1,
        Queued = default,
    };

    private static IEnumerable<KeyValuePair<string, double>> Metrics(params (string Name, double Value)[] metrics) =>
        metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.Value));
}
