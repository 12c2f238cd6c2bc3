using System.Text;
using System.Text.Json;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Events;

public sealed class EventJsonTests
{
    public static TheoryData<StudyEvent> Events() =>
    [
        new StudyCreated(SampleStudies.Header()),
        new StudyStatusChanged(StudyStatus.Paused, "Stopped by \"me\"\nand you ü."),
        new StudyEdited(new() { Trials = 7, Time = TimeSpan.FromMinutes(90), Priority = -1 }),
        new TrialRetried(3, "the disk is empty now"),
        new TrialQueued(3, SampleStudies.Proposals(5)[0] with { Label = "five", Origin = TrialOrigin.Baseline, Replicate = 2 }),
        new TrialLeased(3, 2, 17, "worker"),
        new TrialStarted(3),
        new TrialMeasured(3, 10, SampleStudies.Completed(0.25).Metrics),
        new TrialWarned(3, "careful"),
        new CheckpointSaved(3, new(10, "step-10/state")),
        new AttemptEnded(3, AttemptEnd.Stale, "gone"),
        new TrialFinished(3, SampleStudies.Completed(0.1 + 0.2)),
        new TrialFinished(3, new(TrialState.Infeasible, "too large") { Cause = InfeasibleCause.OutOfMemory }),
        new TrialCancelled(3, "not wanted"),
    ];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_one_line_and_reads_back_as_it_was(StudyEvent happened)
    {
        var numbered = happened with { Sequence = 42, At = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero) };

        var json = EventJson.Write(numbered);
        var again = EventJson.Read(json);

        Assert.DoesNotContain((byte)'\n', json);
        Assert.Equal(numbered.GetType(), again.GetType());
        Assert.Equal((42, numbered.At), (again.Sequence, again.At));
        Assert.Equal(json, EventJson.Write(again));
    }

    [Fact]
    public void Every_kind_of_event_is_tested()
    {
        var kinds = typeof(StudyEvent).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(StudyEvent)));

        Assert.Equal(
            kinds.Select(kind => kind.Name).Order(),
            Events().Select(row => row.Data.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Numbers_that_json_lacks_survive()
    {
        var metrics = TrialOutcome.Completed([new("a", double.NaN), new("b", double.PositiveInfinity), new("c", double.NegativeInfinity), new("B", -0.0)]).Metrics;

        var again = Assert.IsType<TrialMeasured>(EventJson.Read(EventJson.Write(new TrialMeasured(0, 1, metrics)))).Metrics;

        Assert.Equal(metrics, again);
        Assert.Equal(["B", "a", "b", "c"], again.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"n":1}""")]
    [InlineData("""{"event":"from the future","n":1}""")]
    [InlineData("""{"event":"measured","trial":1,"step":1,"metrics":{"a":"many"}}""")]
    public void What_is_no_event_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => EventJson.Read(Encoding.UTF8.GetBytes(json)));
}
