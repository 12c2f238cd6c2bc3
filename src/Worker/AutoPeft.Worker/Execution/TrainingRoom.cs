namespace AutoPeft.Worker.Execution;

/// <summary>Where the trials of a worker are carried out: beside each other, or one alone. Safe for several threads.</summary>
/// <remarks>Who comes first enters first: one that wants to be alone is not passed by others until it was.</remarks>
internal sealed class TrainingRoom
{
    private readonly Lock _gate = new();
    private readonly List<Place> _present = [];
    private readonly Queue<(Place Place, TaskCompletionSource Entered)> _waiting = new();

    /// <summary>Waits for a place.</summary>
    /// <param name="isAlone">Whether nobody may be beside it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The place; to be disposed when it is left.</returns>
    public async Task<Place> EnterAsync(bool isAlone, CancellationToken cancellationToken)
    {
        var place = new Place(this, isAlone);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((place, entered));
            Admit();
        }

        await using var giving = cancellationToken.Register(() => GiveUp(entered, cancellationToken));
        await entered.Task;
        return place;
    }

    private void GiveUp(TaskCompletionSource entered, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            entered.TrySetCanceled(cancellationToken);
            Admit();
        }
    }

    private void Leave(Place place)
    {
        lock (_gate)
        {
            _present.Remove(place);
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.TryPeek(out var next) && (next.Entered.Task.IsCanceled || HasRoomFor(next.Place)))
        {
            _waiting.Dequeue();
            if (!next.Entered.TrySetResult())
            {
                continue;
            }

            _present.Add(next.Place);
            _present.ForEach(place => place.HadNeighbours |= _present.Count > 1);
        }
    }

    private bool HasRoomFor(Place place) => _present.Count == 0 || (!place.IsAlone && !_present.Exists(other => other.IsAlone));

    /// <summary>A place in the room.</summary>
    internal sealed class Place(TrainingRoom room, bool isAlone) : IDisposable
    {
        /// <summary>Whether nobody may be beside it.</summary>
        public bool IsAlone => isAlone;

        /// <summary>Whether anybody was beside it so far.</summary>
        public bool HadNeighbours { get; set; }

        public void Dispose() => room.Leave(this);
    }
}
