using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Packing;

/// <summary>A training in a pack. Used by one thread at a time.</summary>
/// <param name="session">The training. Owned from now on.</param>
/// <param name="observer">Who watches it.</param>
/// <param name="cancellation">Ends it between two steps.</param>
internal sealed class PackMember(TrainingSession session, ITrainingObserver observer, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<TrainingResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The training.</summary>
    public TrainingSession Session => session;

    /// <summary>What comes of it.</summary>
    public Task<TrainingResult> Result => _result.Task;

    /// <summary>Whether it is over, whatever came of it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Ends it if it has nothing left to do, or if that was asked for.</summary>
    public Task CheckAsync() => GuardAsync(async () =>
    {
        if (cancellation.IsCancellationRequested)
        {
            await TrainingBoundary.CancelAsync(session, observer);
            cancellation.ThrowIfCancellationRequested();
        }

        return TrainingBoundary.EndOf(session);
    });

    /// <summary>Takes the step whose gradients are there, or ends where a number was not finite.</summary>
    /// <param name="step">The step; null when there are no gradients because the loss was not finite.</param>
    public Task StepAsync(PendingStep? step) => GuardAsync(() =>
    {
        if ((step is null ? session.Divergence : session.Update(step.Rows)) is { } divergence)
        {
            return Task.FromResult<TrainingResult?>(session.End(TrainingEnd.Diverged, divergence));
        }

        observer.StepTaken(session.Progress.Step, session.TotalSteps);

        return Task.FromResult<TrainingResult?>(null);
    });

    /// <summary>Takes over a measurement that was due.</summary>
    public Task CloseAsync(Evaluation evaluation) => GuardAsync(() => TrainingBoundary.CloseAsync(session, evaluation, observer, cancellation));

    /// <summary>Ends it with what went wrong.</summary>
    public void Fail(Exception fault)
    {
        IsOver = true;
        session.Dispose();
        _result.TrySetException(fault);
    }

    /// <summary>What goes wrong with one training is not the others' business.</summary>
    private async Task GuardAsync(Func<Task<TrainingResult?>> part)
    {
        try
        {
            if (await part() is { } result)
            {
                IsOver = true;
                session.Dispose();
                _result.TrySetResult(result);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            IsOver = true;
            session.Dispose();
            _result.TrySetCanceled(cancellation);
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }
}
