using AutoPeft.Dashboard.Model;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests.Model;

public sealed class StudyIndexTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Going_on_gives_the_same_as_computing_everything_anew(int seed, bool isReferenceGiven)
    {
        var (fold, key) = (new StudyFold(), RandomKey.FromSeed(seed));
        Apply(fold, new StudyCreated(Header(isReferenceGiven)));
        StudyIndex? index = null;
        for (var step = 0; step < 300; step++)
        {
            Happen(fold, key.For(step));
            if (key.For(step).Uniform(9) < 0.3)
            {
                index = StudyIndex.Of(fold.Snapshot(), index);
                AssertSame(StudyIndex.Of(fold.Snapshot(), null), index);
            }
        }

        Assert.True(index!.Finished.Count > 50);
        Assert.NotEmpty(index.Repetitions);
    }

    [Fact]
    public void An_earlier_index_stays_as_it_was()
    {
        var (fold, key) = (new StudyFold(), RandomKey.FromSeed(7));
        Apply(fold, new StudyCreated(Header(true)));
        Enumerable.Range(0, 60).ToList().ForEach(step => Happen(fold, key.For(step)));
        var record = fold.Snapshot();
        var early = StudyIndex.Of(record, null);
        Enumerable.Range(60, 60).ToList().ForEach(step => Happen(fold, key.For(step)));

        _ = StudyIndex.Of(fold.Snapshot(), early);

        AssertSame(StudyIndex.Of(record, null), early);
    }

    private static void AssertSame(StudyIndex expected, StudyIndex index)
    {
        Assert.Equal(expected.Finished.Select(trial => trial.Number), index.Finished.Select(trial => trial.Number));
        Assert.Equal(expected.Completed, index.Completed);
        Assert.Equal(expected.Front.Trials.Select(trial => trial.Number), index.Front.Trials.Select(trial => trial.Number));
        Assert.Equal(expected.Front.Knee?.Number, index.Front.Knee?.Number);
        Assert.Equal(expected.Front.Hypervolume, index.Front.Hypervolume, 9);
        Assert.Equal(expected.Hypervolumes, index.Hypervolumes);
        Assert.Equal(expected.Parameters, index.Parameters);
        Assert.Equal(expected.Metrics, index.Metrics);
        Assert.Equal(
            expected.Repetitions.Select(group => string.Join(' ', group.Select(trial => trial.Number).Order())),
            index.Repetitions.Select(group => string.Join(' ', group.Select(trial => trial.Number).Order())));
    }

    private static StudyHeader Header(bool isReferenceGiven) => SampleStudies.Header() with
    {
        Objectives = [new("accuracy", Direction.Maximize) { Reference = isReferenceGiven ? 0 : null }, new("cost", Direction.Minimize) { Reference = isReferenceGiven ? 200 : null }],
    };

    private static void Apply(StudyFold fold, StudyEvent happened) =>
        fold.Apply(happened with { Sequence = fold.Sequence + 1, At = Start.AddSeconds(fold.Sequence) });

    // Queues, finishes or retries one trial; every tenth fails, and few configurations are there, so that some repeat.
    private static void Happen(StudyFold fold, RandomKey key)
    {
        var failed = fold.Trials.FirstOrDefault(trial => trial.State == TrialState.Failed);
        var waiting = fold.Trials.FirstOrDefault(trial => trial.State == TrialState.Queued);
        if (failed is not null && key.Uniform(0) < 0.1)
        {
            Apply(fold, new TrialRetried(failed.Number, "again"));
        }
        else if (waiting is null || key.Uniform(1) < 0.4)
        {
            var number = (int)(150 * key.Uniform(2));
            Apply(fold, new TrialQueued(fold.Trials.Count, new(SampleStudies.Configuration(number), fold.Trials.Count) { Replicate = fold.Trials.Count }));
        }
        else
        {
            Apply(fold, new TrialLeased(waiting.Number, waiting.Attempts.Length + 1, fold.LastToken + 1, "worker"));
            Apply(fold, new TrialStarted(waiting.Number));
            Apply(fold, new TrialFinished(waiting.Number, key.Uniform(3) < 0.1 ? new(TrialState.Failed, "broken") : SampleStudies.Completed(0) with
            {
                Values = [Math.Round(key.Uniform(4), 2), Math.Round(100 * key.Uniform(5))],
            }));
        }
    }
}
