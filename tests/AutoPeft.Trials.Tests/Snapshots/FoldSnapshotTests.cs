using System.Collections;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Snapshots;

namespace AutoPeft.Trials.Tests.Snapshots;

public sealed class FoldSnapshotTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    [Fact]
    public void A_study_reads_back_with_every_detail_and_goes_on_in_the_same_way()
    {
        var fold = FoldOf(Eventful());

        var again = FoldSnapshot.Decode(FoldSnapshot.Encode(fold))!;

        AssertSame(fold, again);
        StudyEvent[] later =
        [
            new StudyStatusChanged(StudyStatus.Finished, "Enough."), new TrialRetried(2, "again"), new TrialLeased(1, 1, fold.LastToken + 1, "w"),
        ];
        foreach (var happened in Number(later, fold.Sequence))
        {
            fold.Apply(happened);
            again.Apply(happened);
        }

        AssertSame(fold, again);
    }

    [Fact]
    public void Every_property_of_a_study_that_the_layout_writes_by_hand_is_in_it()
    {
        var header = SampleStudies.Header() with
        {
            Queue = "gpu",
            Objectives = [new("loss", Direction.Maximize, "nats") { IsAnalytic = true, IsLogarithmic = true, Reference = 0.25 }],
        };
        AssertNothingIsDefault(header);
        AssertNothingIsDefault(header.Objectives[0]);

        var again = FoldSnapshot.Decode(FoldSnapshot.Encode(FoldOf([new StudyCreated(header)])))!.Header!;

        Assert.Equal(header.Objectives[0], again.Objectives.Single());
        Assert.Equal(header with { Objectives = default }, again with { Objectives = default });
    }

    [Fact]
    public void A_study_of_several_blocks_reads_back()
    {
        var fold = FoldOf([
            new StudyCreated(SampleStudies.Header()),
            .. Enumerable.Range(0, (2 * TrialsDecoder.BlockSize) + 3).Select(number => new TrialQueued(number, SampleStudies.Proposals(number)[0]))]);

        AssertSame(fold, FoldSnapshot.Decode(FoldSnapshot.Encode(fold))!);
    }

    [Fact]
    public void Whatever_is_cut_or_changed_is_no_snapshot()
    {
        var whole = FoldSnapshot.Encode(FoldOf(Eventful()));

        for (var length = 0; length < whole.Length; length += 7)
        {
            Assert.Null(FoldSnapshot.Decode(whole.AsMemory(0, length)));
        }

        for (var at = 0; at < whole.Length; at += 5)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 0x10;
            Assert.Null(FoldSnapshot.Decode(changed));
        }
    }

    private static StudyEvent[] Eventful() =>
    [
        new StudyCreated(SampleStudies.Header()),
        new StudyStatusChanged(StudyStatus.Running, "Go ü."),
        new StudyEdited(new() { Trials = 9, RunningLimit = 3, Time = TimeSpan.FromHours(1) }),
        new TrialQueued(0, SampleStudies.Proposals(5)[0] with { Label = "five", Origin = TrialOrigin.Baseline, Replicate = 2 }),
        new TrialQueued(1, SampleStudies.Proposals(6)[0]),
        new TrialQueued(2, new(Configuration.Empty, -7)),
        new TrialQueued(3, new(new([KeyValuePair.Create("rate", ParameterValue.Of(0.1 + 0.2)), KeyValuePair.Create("é", ParameterValue.Of("ü"))]), long.MinValue)),
        new TrialLeased(0, 1, 1, "first worker"),
        new TrialStarted(0),
        new TrialMeasured(0, 10, SampleStudies.Completed(0.25).Metrics),
        new TrialMeasured(0, 20, SampleStudies.Completed(0.5).Metrics),
        new TrialWarned(0, "careful"),
        new CheckpointSaved(0, new(20, "step-20")),
        new AttemptEnded(0, AttemptEnd.Stale, "gone"),
        new TrialLeased(0, 2, 2, "second worker"),
        new TrialStarted(0),
        new TrialFinished(0, SampleStudies.Completed(0.75)),
        new TrialLeased(2, 1, 3, "first worker"),
        new TrialStarted(2),
        new TrialFinished(2, new(TrialState.Infeasible, "too large") { Cause = InfeasibleCause.Diverged }),
        new TrialCancelled(3, "not wanted"),
    ];

    private static StudyFold FoldOf(IEnumerable<StudyEvent> events)
    {
        var fold = new StudyFold();
        foreach (var happened in Number(events, 0))
        {
            fold.Apply(happened);
        }

        return fold;
    }

    private static IEnumerable<StudyEvent> Number(IEnumerable<StudyEvent> events, long after) =>
        events.Select((happened, index) => happened with { Sequence = after + index + 1, At = Begin.AddMilliseconds(after + index).AddTicks(10) });

    private static void AssertSame(StudyFold expected, StudyFold actual)
    {
        Assert.Equal(StudyText.Of(expected.Snapshot()), StudyText.Of(actual.Snapshot()));
        Assert.Equal(expected.Trials.SelectMany(trial => trial.Measurements), actual.Trials.SelectMany(trial => trial.Measurements));
        Assert.Equal(expected.Waiting, actual.Waiting);
        Assert.Equal(expected.LastToken, actual.LastToken);
        Assert.Equal(expected.Snapshot().ActiveTime, actual.Snapshot().ActiveTime);
    }

    private static void AssertNothingIsDefault(object value)
    {
        foreach (var property in value.GetType().GetProperties())
        {
            var content = property.GetValue(value);
            Assert.False(content is null or "" or 0L or false || (content is IEnumerable and ICollection { Count: 0 }), property.Name);
            Assert.False(content is Enum && Convert.ToInt64(content, null) == 0, property.Name);
        }
    }
}
