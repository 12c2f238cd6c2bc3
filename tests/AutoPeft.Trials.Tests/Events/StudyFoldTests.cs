using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Events;

public sealed class StudyFoldTests
{
    private static readonly StudyEvent[] Beginning =
    [
        new StudyCreated(SampleStudies.Header()),
        new TrialQueued(0, SampleStudies.Proposals(1)[0]),
        new TrialLeased(0, 1, 1, "worker"),
        new TrialStarted(0),
    ];

    [Fact]
    public void Events_add_up_to_the_state() =>
        Assert.Equal(TrialState.Completed, Replay([.. Beginning, new TrialFinished(0, SampleStudies.Completed(0.5))]).Trials[0].State);

    [Fact]
    public void A_gap_in_the_numbers_is_refused()
    {
        var fold = new StudyFold();
        fold.Apply(Beginning[0] with { Sequence = 1 });

        Assert.Throws<InvalidDataException>(() => fold.Apply(Beginning[1] with { Sequence = 3 }));
        Assert.Equal(1, fold.Sequence);
    }

    [Fact]
    public void A_history_begins_with_the_study_and_has_it_once()
    {
        Assert.Throws<InvalidDataException>(() => Replay([Beginning[1]]));
        Assert.Throws<InvalidDataException>(() => Replay([Beginning[0], Beginning[0]]));
    }

    [Fact]
    public void A_change_of_state_that_is_not_allowed_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Replay([.. Beginning[..3], new TrialFinished(0, SampleStudies.Completed(0.5))]));
        Assert.Throws<InvalidDataException>(() => Replay([.. Beginning, new TrialStarted(0)]));
        Assert.Throws<InvalidDataException>(() => Replay([.. Beginning[..2], new TrialMeasured(0, 1, SampleStudies.Completed(0.5).Metrics)]));
    }

    [Fact]
    public void An_event_of_an_unknown_trial_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Replay([.. Beginning, new TrialStarted(1)]));
        Assert.Throws<InvalidDataException>(() => Replay([.. Beginning, new TrialQueued(5, SampleStudies.Proposals(2)[0])]));
    }

    [Fact]
    public void A_controller_that_was_killed_has_worked_until_its_last_event()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var running = new StudyStatusChanged(StudyStatus.Running, string.Empty);

        var study = StudyFold.Replay(
        [
            Beginning[0] with { Sequence = 1, At = start },
            running with { Sequence = 2, At = start },
            Beginning[1] with { Sequence = 3, At = start.AddMinutes(10) },
            running with { Sequence = 4, At = start.AddHours(9) },
            Beginning[2] with { Sequence = 5, At = start.AddHours(9).AddMinutes(5) },
        ]);

        Assert.Equal(TimeSpan.FromMinutes(15), study.ActiveTime);
    }

    private static StudyRecord Replay(IEnumerable<StudyEvent> events) =>
        StudyFold.Replay(events.Select((happened, index) => happened with { Sequence = index + 1 }));
}
