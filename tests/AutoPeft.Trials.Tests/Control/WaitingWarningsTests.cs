using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class WaitingWarningsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_trial_larger_than_the_largest_worker_is_named_with_both_sizes()
    {
        var study = await StudyAsync(StudyStatus.Running, 3_000_000_000, 12_500_000_000, null);

        var warning = Assert.Single(WaitingWarnings.Of(study, [Worker("small", 4_000_000_000), Worker("large", 8_000_000_000)]));

        Assert.Equal("Trial 1 waits. It fits no living worker: it needs 12.5 GB of memory by the cost model, and the largest of 2, large, has 8 GB for a trial.", warning);
    }

    [Fact]
    public async Task Several_are_told_in_one_sentence_with_the_need_of_the_smallest()
    {
        var study = await StudyAsync(StudyStatus.Draining, 3_000_000_000, 2_000_000_000, 500_000_000);

        var warning = Assert.Single(WaitingWarnings.Of(study, [Worker("small", 1_000_000_000)]));

        Assert.StartsWith("2 trials wait that fit no living worker (0, 1). Of the smallest: ", warning, StringComparison.Ordinal);
        Assert.Contains("needs 2 GB", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_where_a_worker_takes_any_size_or_the_study_is_not_carried_out()
    {
        Assert.Empty(WaitingWarnings.Of(await StudyAsync(StudyStatus.Running, 9_000_000_000), [Worker("small", 1), Worker("any", null)]));
        Assert.Empty(WaitingWarnings.Of(await StudyAsync(StudyStatus.Paused, 9_000_000_000), [Worker("small", 1)]));
        Assert.Empty(WaitingWarnings.Of(await StudyAsync(StudyStatus.Running), []));
    }

    [Theory]
    [InlineData(false, false, null, null)]
    [InlineData(true, true, null, null)]
    [InlineData(true, false, "cpu", null)]
    [InlineData(true, false, null, "another")]
    public async Task A_worker_that_is_silent_draining_or_serves_others_does_not_count(bool isAlive, bool isDraining, string? queue, string? study)
    {
        var worker = Worker("worker", null) with { IsAlive = isAlive, IsDraining = isDraining, Queue = queue, Study = study };

        var warning = Assert.Single(WaitingWarnings.Of(await StudyAsync(StudyStatus.Running, 1), [worker]));

        Assert.Contains("no living worker takes trials of queue 'gpu'", warning, StringComparison.Ordinal);
    }

    private static WorkerStatus Worker(string name, long? memory) => new(name, null, 1, default, default) { IsAlive = true, MemoryBytes = memory };

    private async Task<StudyRecord> StudyAsync(StudyStatus status, params long?[] needs)
    {
        await using var store = new JournalTrialStore(_folder.File($"{status}-{needs.Length}"), TimeProvider.System);
        await store.CreateStudyAsync(SampleStudies.Header() with { Queue = "gpu" }, Token);
        var proposals = SampleStudies.Proposals([.. Enumerable.Range(1, needs.Length)]);
        await store.EnqueueAsync("sample", [.. proposals.Zip(needs, (proposal, bytes) => proposal with { MemoryBytes = bytes })], Token);
        await store.SetStatusAsync("sample", status, string.Empty, Token);

        return await store.ReadStudyAsync("sample", Token);
    }
}
