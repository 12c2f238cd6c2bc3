using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Tests.Control;

public sealed class SweepMonitorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_happens_later_on_another_thread_is_not_reported_first()
    {
        var time = new ManualTime();
        using var progress = new SlowFirst();
        var monitor = new SweepMonitor(new BudgetDefinition(10, null), progress, time);
        var first = Task.Run(() => monitor.OnEvent(new StudyCreated(SampleStudies.Header()) { Sequence = 1, At = time.GetUtcNow() }), Token);
        await progress.Began.WaitAsync(Token);

        var second = Task.Run(
            () => monitor.OnEvent(new TrialQueued(0, SampleStudies.Proposals(1)[0]) { Sequence = 2, At = time.GetUtcNow() }), Token);
        await Task.WhenAll(first, second);

        Assert.Equal([1, 2], progress.Seen);
    }

    /// <summary>Takes its time with the first report, so that the second could overtake it.</summary>
    private sealed class SlowFirst : IProgress<SweepProgress>, IDisposable
    {
        private readonly SemaphoreSlim _second = new(0);
        private int _reports;

        public SemaphoreSlim Began { get; } = new(0);

        public List<long> Seen { get; } = [];

        public void Dispose()
        {
            _second.Dispose();
            Began.Dispose();
        }

        public void Report(SweepProgress value)
        {
            if (Interlocked.Increment(ref _reports) == 1)
            {
                Began.Release();
                _second.Wait(TimeSpan.FromMilliseconds(500));
            }

            lock (Seen)
            {
                Seen.Add(value.Study.Sequence);
            }

            _second.Release();
        }
    }
}
