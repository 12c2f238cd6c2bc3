using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Wakes the slots of workers in the same process.</summary>
/// <param name="time">The clock.</param>
public sealed class InProcessQueue(TimeProvider time) : ITrialQueue
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missed;

    /// <inheritdoc/>
    public Task AnnounceAsync(string study, IReadOnlyList<int> trials, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _missed = Math.Max(_missed, trials.Count);
            _announced.TrySetResult();
            _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task announced;
        lock (_gate)
        {
            if (_missed > 0)
            {
                // Announced while everybody was busy: look once more before sleeping.
                _missed--;
                return;
            }

            announced = _announced.Task;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(announced, Task.Delay(longest, time, timeout.Token));
        await timeout.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
