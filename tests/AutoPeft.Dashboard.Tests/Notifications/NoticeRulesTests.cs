using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Notifications;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Notifications;

public sealed class NoticeRulesTests
{
    [Fact]
    public void A_study_that_goes_on_well_is_no_news() => Assert.Empty(KindsOf(completed: 10, failed: 10, StudyStatus.Running, budget: 100));

    [Fact]
    public void More_failures_than_results_among_the_last_twenty_are_told() =>
        Assert.Equal(["failures"], KindsOf(completed: 9, failed: 11, StudyStatus.Running, budget: 100));

    [Fact]
    public void Failures_before_there_are_twenty_trials_are_not_told() => Assert.Empty(KindsOf(completed: 0, failed: 19, StudyStatus.Running, budget: 100));

    [Theory]
    [InlineData(17, 0)]
    [InlineData(18, 1)]
    public void Nine_tenths_of_the_budget_are_told(int completed, int told) =>
        Assert.Equal(Enumerable.Repeat("budget", told), KindsOf(completed, failed: 0, StudyStatus.Running, budget: 20));

    [Theory]
    [InlineData(StudyStatus.Finished, "finished")]
    [InlineData(StudyStatus.Failed, "failed")]
    public void The_end_of_a_study_is_told(StudyStatus status, string kind) => Assert.Equal([kind], KindsOf(completed: 20, failed: 0, status, budget: 20));

    private static IEnumerable<string> KindsOf(int completed, int failed, StudyStatus status, int budget)
    {
        var fold = new StudyFold();
        void Apply(StudyEvent happened) => fold.Apply(happened with { Sequence = fold.Sequence + 1, At = DateTimeOffset.UnixEpoch.AddSeconds(fold.Sequence) });
        Apply(new StudyCreated(SampleStudies.Header() with { Definition = $"budget: {{ trials: {budget} }}" }));
        for (var i = 0; i < completed + failed; i++)
        {
            Apply(new TrialQueued(i, new(SampleStudies.Configuration(i), i)));
            Apply(new TrialLeased(i, 1, i + 1, "worker"));
            Apply(new TrialStarted(i));
            Apply(new TrialFinished(i, i < completed ? SampleStudies.Completed(0.5) : new(TrialState.Failed, "no luck")));
        }

        Apply(new StudyStatusChanged(status, "because"));
        return NoticeRules.Holding(new StudyView(fold.Snapshot(), _ => string.Empty), DateTimeOffset.UnixEpoch).Select(notice => notice.Kind);
    }
}
