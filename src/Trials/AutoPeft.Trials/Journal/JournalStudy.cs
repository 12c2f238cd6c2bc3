using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Journal;

/// <summary>A study that this process writes. Commands of many threads are decided one by one and flushed together.</summary>
/// <remarks>
/// A command is decided and applied in memory at once and answered when its events are durable. Whatever was decided
/// while the device was busy goes into the next commit, so one flush serves many commands. After a failed write the memory is
/// ahead of the file and the study refuses everything: it has to be opened again.
/// </remarks>
internal sealed class JournalStudy : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly StudyLedger _ledger;
    private readonly IJournalDevice _device;
    private readonly IDisposable _writeLock;
    private readonly JournalSnapshot _snapshot;
    private Commit _pending = new();
    private Commit? _writing;
    private Task _flushing = Task.CompletedTask;
    private Exception? _failure;

    public JournalStudy(StudyLedger ledger, IJournalDevice device, IDisposable writeLock, JournalSnapshot snapshot)
    {
        _ledger = ledger;
        _device = device;
        _writeLock = writeLock;
        _snapshot = snapshot;
    }

    /// <summary>Whether it was closed: nothing will become durable any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Ends when something new becomes durable or the study is closed; take a new one after each.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _pending.Durable.Task;
            }
        }
    }

    /// <summary>Whether something waits for a worker.</summary>
    public bool HasWaiting
    {
        get
        {
            lock (_gate)
            {
                return _failure is null && _ledger.Fold.Waiting.Count > 0;
            }
        }
    }

    /// <summary>Its rank among the studies that workers take trials of: larger first.</summary>
    public int Priority
    {
        get
        {
            lock (_gate)
            {
                return _ledger.Fold.Edits.Priority ?? 0;
            }
        }
    }

    /// <summary>Decides a command and waits until what it changed is durable.</summary>
    /// <exception cref="IOException">It could not be made durable, now or earlier.</exception>
    public async Task<T> CommitAsync<T>(Func<StudyLedger, T> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task durable;
        T answer;
        lock (_gate)
        {
            ThrowIfUnusable();
            answer = command(_ledger);
            durable = Schedule(_ledger.TakeFresh());
        }

        // Not cancellable: the change is decided, and the caller must learn whether it is durable.
        await durable;
        return answer;
    }

    /// <summary>Decides a command that has no answer, and waits until what it changed is durable.</summary>
    /// <exception cref="IOException">It could not be made durable, now or earlier.</exception>
    public Task CommitAsync(Action<StudyLedger> command, CancellationToken cancellationToken) => CommitAsync(
        ledger =>
        {
            command(ledger);
            return true;
        },
        cancellationToken);

    /// <summary>The study as it is now; everything in it is durable.</summary>
    public Task<StudyRecord> ReadAsync(CancellationToken cancellationToken) =>
        CommitAsync(ledger => ledger.Fold.Snapshot(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task flushing;
        lock (_gate)
        {
            IsClosed = true;
            flushing = _flushing;
        }

        await flushing;
        if (_failure is null)
        {
            _snapshot.Update(_ledger.Fold, _device.Length);
        }

        _device.Dispose();
        _writeLock.Dispose();
        _pending.Durable.TrySetResult();
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (_failure is not null)
        {
            throw new IOException(_failure.Message, _failure);
        }
    }

    /// <summary>The task that ends when these events, and all decided before them, are durable.</summary>
    private Task Schedule(List<StudyEvent> events)
    {
        if (events.Count == 0)
        {
            return (_pending.Events.Count > 0 ? _pending : _writing)?.Durable.Task ?? Task.CompletedTask;
        }

        _pending.Events.AddRange(events);
        var durable = _pending.Durable.Task;
        if (_writing is null)
        {
            (_writing, _pending) = (_pending, new());
            _flushing = Task.Run(Flush);
        }

        return durable;
    }

    private void Flush()
    {
        for (var commit = _writing; commit is not null; commit = Next())
        {
            try
            {
                _device.Append(JournalFrame.Encode(commit.Events));
            }
            catch (IOException fault)
            {
                Fail(commit, fault);
                return;
            }

            commit.Durable.SetResult();
        }
    }

    private Commit? Next()
    {
        lock (_gate)
        {
            _writing = null;
            if (_pending.Events.Count > 0)
            {
                (_writing, _pending) = (_pending, new());
            }

            return _writing;
        }
    }

    private void Fail(Commit commit, IOException fault)
    {
        lock (_gate)
        {
            _failure = fault;
            _pending.Durable.SetException(fault);
        }

        commit.Durable.SetException(fault);
    }

    private sealed class Commit
    {
        public List<StudyEvent> Events { get; } = [];

        public TaskCompletionSource Durable { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
