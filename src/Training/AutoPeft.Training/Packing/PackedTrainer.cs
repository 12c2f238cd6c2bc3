using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Packing;

/// <summary>Trains several trials that go through their frozen model together, each with the result that it has alone.</summary>
/// <remarks>
/// Trainings join and leave between two steps; each keeps its own modules, head, optimiser, learning rate, batches, dropout,
/// patience and checkpoint. They need nothing in common but the model. On the managed engine every bit is the one of
/// <see cref="Trainer"/>, whoever else is in the pack; a pack works on one thread, beside the engine's own. Full fine-tuning has no frozen
/// model and trains alone, as does a training that divides its steps. When a pack needs more memory than there is, it goes on in smaller parts.
/// Safe for concurrent use.
/// </remarks>
/// <param name="time">What measures the time of training.</param>
public sealed class PackedTrainer(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<TrainingPack> _packs = [];

    /// <summary>Trains as <see cref="Trainer"/> does.</summary>
    /// <param name="task">What to train.</param>
    /// <param name="size">The most trainings that go through the model together, at least 1; 1 trains alone.</param>
    /// <param name="observer">Who watches it.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <exception cref="OperationCanceledException">
    /// Cancelled between two steps; the checkpoint, if wanted, is written.
    /// </exception>
    /// <exception cref="AutoPeft.Primitives.Faults.InvalidInputException">
    /// The checkpoint to continue from cannot be used.
    /// </exception>
    public Task<TrainingResult> TrainAsync(
        TrainingTask task, int size, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (size == 1 || task.Model.TrainsBaseModel || task.Config.GradientAccumulation > 1)
        {
            return new Trainer(time).TrainAsync(task, observer, cancellationToken);
        }

        var member = new PackMember(new TrainingSession(task, time, cancellationToken), observer, cancellationToken);
        Join(task, size, member);

        return member.Result;
    }

    private void Join(TrainingTask task, int size, PackMember member)
    {
        lock (_gate)
        {
            _packs.RemoveAll(pack => pack.IsClosed);
            if (!_packs.Any(pack => pack.TryAdd(task.Model.Model, size, member)))
            {
                _packs.Add(new TrainingPack(task.Model.Model, member));
            }
        }
    }
}
