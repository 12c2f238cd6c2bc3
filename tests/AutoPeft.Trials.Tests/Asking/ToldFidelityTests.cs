using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Asking;

public sealed class ToldFidelityTests
{
    private static readonly PrunerDefinition Epochs = new("asha") { TellsAs = "epochs", Most = 9 };

    private static readonly PrunerDefinition Shares = new("asha")
    {
        TellsAs = "share",
        Unit = FidelityUnit.Share,
        Least = Fidelity.OfShare(0.1).Amount,
    };

    private static readonly Trial Trial = new() { Number = 0, Configuration = Configuration.Empty, Seed = 1, Queued = default };

    [Fact]
    public void Without_a_pruner_a_program_is_told_nothing() => Assert.Empty(ToldFidelity.Of(null, Trial));

    [Fact]
    public void Amounts_are_told_as_they_are_and_recorded_as_steps()
    {
        var told = ToldFidelity.Of(Epochs, Trial);

        Assert.Equal([1, 3, 9], told.Select(fidelity => fidelity.Step));
        Assert.Equal(["""{"x":2,"epochs":1}""", """{"x":2,"epochs":3}""", """{"x":2,"epochs":9}"""], told.Select(fidelity => fidelity.Tell("""{"x":2}""")));
        Assert.Equal(["error"], told[0].Record(OneError).Keys);
    }

    [Fact]
    public void Shares_are_told_as_parts_of_one_and_recorded_with_the_share()
    {
        var told = ToldFidelity.Of(Shares, Trial);

        Assert.Equal(["""{"share":0.111111}""", """{"share":0.333333}""", """{"share":1}"""], told.Select(fidelity => fidelity.Tell("{}")));
        Assert.Equal([1, 2, 3], told.Select(fidelity => fidelity.Step));
        Assert.Equal(0.333333, told[1].Record(OneError)["data_share"]);
    }

    [Fact]
    public void Who_trains_modules_elsewhere_is_told_shares_and_steps_but_measures_after_each_epoch_anyway()
    {
        Assert.Equal([("share", 0.111111), ("share", 0.333333), ("share", 1)], ToldFidelity.Of(Shares with { TellsAs = null }, Trial).Select(fidelity => (fidelity.Unit, fidelity.Number)));
        Assert.Equal([50, 150, 400], ToldFidelity.Of(new("asha") { Unit = FidelityUnit.Steps, Least = 50, Most = 400 }, Trial).Select(fidelity => fidelity.Number));
        Assert.Empty(ToldFidelity.Of(new("asha"), Trial));
    }

    [Fact]
    public void What_is_outside_the_search_is_trained_as_a_whole() =>
        Assert.Equal([9], ToldFidelity.Of(Epochs, Trial with { Origin = TrialOrigin.Baseline }).Select(fidelity => fidelity.Step));

    [Fact]
    public void What_an_earlier_attempt_recorded_is_known()
    {
        var trial = Trial with { Measurements = [new(0, 1, 1, "error", 0.5), new(0, 2, 1, "error", 0.25), new(0, 2, 3, "error", 0.1)] };
        var told = ToldFidelity.Of(Epochs, trial);

        Assert.Equal(0.25, told[0].RecordedBy(trial)["error"]);
        Assert.Empty(told[2].RecordedBy(trial));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, double> OneError { get; } =
        System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty.Add("error", 0.5);
}
