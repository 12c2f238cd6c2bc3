using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Journal;

/// <summary>Keeps each study in an append-only file of a data folder; for one writing process at a time.</summary>
/// <remarks>
/// A study is the folder of its name: <c>journal</c> holds the events, <c>lock</c> guards the writer. Every commit is
/// flushed to the device before a method returns, many commands sharing one flush. What a crash leaves unfinished at the end
/// is dropped on opening; damage anywhere else is reported with file and offset. Other processes may read meanwhile.
/// </remarks>
public sealed class JournalTrialStore : ITrialStore
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    // The study was deleted under its workers.
    private static readonly Task<LeaseStatus> LostWithStudy = Task.FromResult(LeaseStatus.Lost);

    private readonly StudyFolders _folders;
    private readonly JournalCache _cache;
    private readonly TimeProvider _time;
    private readonly Func<string, long, IJournalDevice> _openDevice;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly ConcurrentDictionary<string, JournalStudy> _open = new(StringComparer.Ordinal);

    /// <summary>A store in a data folder, which is created with the first study.</summary>
    public JournalTrialStore(string folder, TimeProvider time)
        : this(folder, time, JournalFile.Open)
    {
    }

    internal JournalTrialStore(string folder, TimeProvider time, Func<string, long, IJournalDevice> openDevice)
    {
        _folders = new(folder);
        _cache = new(_folders);
        _time = time;
        _openDevice = openDevice;
    }

    /// <inheritdoc/>
    public async Task CreateStudyAsync(StudyHeader study, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            var writeLock = _folders.Add(study.Name);
            try
            {
                var ledger = new StudyLedger(new StudyFold(), _time);
                ledger.Create(study);
                var path = _folders.JournalOf(study.Name);
                JournalFile.Create(path, ledger.TakeFresh());
                _open[study.Name] = new(ledger, _openDevice(path, new FileInfo(path).Length), writeLock, new(path));
            }
            catch
            {
                writeLock.Dispose();
                throw;
            }
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async Task ImportStudyAsync(IReadOnlyList<StudyEvent> history, CancellationToken cancellationToken)
    {
        var study = StudyFold.Replay(history).Header.Name;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            using var writeLock = _folders.Add(study);
            JournalFile.Create(_folders.JournalOf(study), history);
            _folders.Read(study); // What it reads is written as a snapshot.
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<StudyOpening> OpenStudyAsync(string study, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_open.ContainsKey(study))
            {
                return new([], 0);
            }

            var dropped = Load(study);
            return new(await _open[study].CommitAsync(ledger => ledger.Reclaim(), cancellationToken), dropped);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public string? InterruptionOf(StudyRecord study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return Interruption.Of(study, _folders);
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string study, CancellationToken cancellationToken) => Task.FromResult(_folders.Exists(study));

    /// <inheritdoc/>
    public Task<ImmutableArray<StudySummary>> ListStudiesAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _folders.Studies().Select(Summarize).ToImmutableArray(), cancellationToken);

    /// <inheritdoc/>
    public Task<StudyRecord> ReadStudyAsync(string study, CancellationToken cancellationToken) =>
        _open.TryGetValue(study, out var open)
            ? open.ReadAsync(cancellationToken)
            : Task.Run(() => _cache.Read(study), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StudyEvent> WatchStudyAsync(
        string study, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new JournalReader(_folders.Require(study)) { After = after, Offset = _cache.OffsetAfter(study, after) };
        while (true)
        {
            // Taken before reading, so that what happens between is not waited for in vain.
            var here = _open.GetValueOrDefault(study);
            var changed = here?.Changed ?? Task.Delay(PollInterval, _time, cancellationToken);
            foreach (var happened in ReadNewOrNothing(reader).Where(happened => happened.Sequence > after))
            {
                yield return happened;
            }

            if (here?.IsClosed == true || !_folders.Exists(study))
            {
                yield break;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteStudyAsync(string study, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _folders.Require(study);
            if (_open.TryRemove(study, out var open))
            {
                await open.DisposeAsync();
            }

            _folders.Delete(study);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public Task SetStatusAsync(string study, StudyStatus status, string reason, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.SetStatus(status, reason), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Trial>> EnqueueAsync(
        string study, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Enqueue(proposals), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string study, int trial, string reason, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Cancel(trial, reason), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<int>> ReclaimAsync(string study, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Reclaim(), cancellationToken);

    /// <inheritdoc/>
    public Task<ControlLease?> TakeControlAsync(string study, string controller, TimeSpan duration, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.TakeControl(controller, duration), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> KeepControlAsync(ControlLease control, TimeSpan duration, CancellationToken cancellationToken) =>
        _open.TryGetValue(control.Study, out var open) ? open.CommitAsync(ledger => ledger.KeepControl(control, duration), cancellationToken) : LostWithStudy;

    /// <inheritdoc/>
    public Task EndControlAsync(ControlLease control, CancellationToken cancellationToken) =>
        _open.TryGetValue(control.Study, out var open) ? open.CommitAsync(ledger => ledger.EndControl(control), cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task<ImmutableArray<Trial>?> ProposeAsync(
        ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget, CancellationToken cancellationToken) =>
        Opened(control.Study).CommitAsync(ledger => ledger.Propose(control, proposals, budget), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> WarnAsync(ControlLease control, int trial, string warning, CancellationToken cancellationToken) =>
        Opened(control.Study).CommitAsync(ledger => ledger.Warn(control, trial, warning), cancellationToken);

    /// <inheritdoc/>
    public Task EditAsync(string study, StudyEdit edit, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Edit(edit), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<int>> RecallAsync(string study, string reason, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Recall(reason), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RetryAsync(string study, int trial, string reason, CancellationToken cancellationToken) =>
        Opened(study).CommitAsync(ledger => ledger.Retry(trial, reason), cancellationToken);

    /// <inheritdoc/>
    public async Task<int> ReclaimAsync(CancellationToken cancellationToken)
    {
        var reclaimed = 0;
        foreach (var open in _open.Values)
        {
            reclaimed += (await open.CommitAsync(ledger => ledger.Reclaim(), cancellationToken)).Length;
        }

        return reclaimed;
    }

    /// <inheritdoc/>
    public async Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var studies = request.Study is { } study ? [Opened(study)] : _open.OrderByDescending(open => open.Value.Priority).ThenBy(open => open.Key, StringComparer.Ordinal).Select(open => open.Value);
        foreach (var open in studies.Where(open => open.HasWaiting))
        {
            if (await open.CommitAsync(ledger => ledger.Claim(request), cancellationToken) is { } claimed)
            {
                return claimed;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<LeaseStatus> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        _open.TryGetValue(lease.Study, out var open) ? open.CommitAsync(ledger => ledger.Renew(lease, duration), cancellationToken) : LostWithStudy;

    /// <inheritdoc/>
    public Task<LeaseStatus> StartAsync(Lease lease, CancellationToken cancellationToken) =>
        Report(lease, new TrialStarted(lease.Trial), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> MeasureAsync(
        Lease lease, int step, ImmutableSortedDictionary<string, double> metrics, CancellationToken cancellationToken) =>
        Report(lease, new TrialMeasured(lease.Trial, step, metrics), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> WarnAsync(Lease lease, string warning, CancellationToken cancellationToken) =>
        Report(lease, new TrialWarned(lease.Trial, warning), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> SaveCheckpointAsync(
        Lease lease, CheckpointReference checkpoint, CancellationToken cancellationToken) =>
        Report(lease, new CheckpointSaved(lease.Trial, checkpoint), cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> FinishAsync(Lease lease, TrialResult result, CancellationToken cancellationToken)
    {
        TrialTransitions.ThrowIfNoResult(result);

        return Report(lease, new TrialFinished(lease.Trial, result), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<LeaseStatus> ReleaseAsync(Lease lease, AttemptEnd end, string reason, CancellationToken cancellationToken) =>
        Report(lease, new AttemptEnded(lease.Trial, end, reason), cancellationToken);

    /// <summary>Closes every study that this store has open.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open.Values)
        {
            await open.DisposeAsync();
        }

        _open.Clear();
        _opening.Dispose();
    }

    private static List<StudyEvent> ReadNewOrNothing(JournalReader reader)
    {
        try
        {
            return reader.ReadNew();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private Task<LeaseStatus> Report(Lease lease, TrialEvent happened, CancellationToken cancellationToken) =>
        _open.TryGetValue(lease.Study, out var open) ? open.CommitAsync(ledger => ledger.Report(lease, happened), cancellationToken) : LostWithStudy;

    private JournalStudy Opened(string study) => _open.TryGetValue(study, out var open)
        ? open
        : throw new InvalidInputException(new FaultPlace(study), "The study is not open for writing.", "Open it first.");

    /// <summary>Opens a study and returns how many bytes of an unfinished commit were dropped.</summary>
    private long Load(string study)
    {
        var path = _folders.Require(study);
        var writeLock = _folders.Lock(study);
        try
        {
            var (fold, reader, snapshot) = _folders.Read(study);
            _open[study] = new(new StudyLedger(fold, _time), _openDevice(path, reader.Offset), writeLock, snapshot);
            return reader.Unfinished;
        }
        catch
        {
            writeLock.Dispose();
            throw;
        }
    }

    private StudySummary Summarize(string study)
    {
        try
        {
            var record = _cache.Read(study);
            return new(study, record.Status, record.Trials.Length, record.Count(TrialState.Completed), record.Created, record.Changed) { Interruption = InterruptionOf(record) };
        }
        catch (Exception fault) when (fault is InvalidInputException or IOException or UnauthorizedAccessException)
        {
            return new(study, default, 0, 0, default, default) { Fault = fault.Message };
        }
    }
}
