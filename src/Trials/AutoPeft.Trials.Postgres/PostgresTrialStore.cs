using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Claims;
using AutoPeft.Trials.Postgres.Queries;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Postgres;

/// <summary>Keeps studies in a PostgreSQL database, for any number of processes at a time.</summary>
/// <remarks>
/// The events of a study are its history; the tables <c>studies</c> and <c>trials</c> hold only what claims, leases and
/// numbers are decided by. Every write is one statement or one transaction. Times are those of the database.
/// </remarks>
public sealed class PostgresTrialStore : ITrialStore
{
    private const int EventsAtOnce = 1000;

    private readonly PostgresConnection _connection;
    private readonly TimeProvider _time;
    private readonly Statements _statements;
    private readonly StudyQueries _studies;
    private readonly StudyWriter _writer;
    private readonly PostgresControl _control;
    private readonly PostgresClaims _claims;

    /// <summary>A store in a database whose schema is up to date. The connection stays the caller's.</summary>
    public PostgresTrialStore(PostgresConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _statements = new(connection, time);
        _studies = new(_statements);
        _writer = new(connection);
        _control = new(_statements, _studies, _writer);
        _claims = new(_statements, _studies, _control);
    }

    /// <summary>How often a watcher looks for new events. Default 200 ms.</summary>
    public TimeSpan WatchInterval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public Task CreateStudyAsync(StudyHeader study, CancellationToken cancellationToken) =>
        _writer.CreateAsync(study, cancellationToken);

    /// <inheritdoc/>
    public Task ImportStudyAsync(IReadOnlyList<StudyEvent> history, CancellationToken cancellationToken) =>
        new StudyImport(_connection).WriteAsync(history, cancellationToken);

    /// <inheritdoc/>
    public async Task<StudyOpening> OpenStudyAsync(string study, CancellationToken cancellationToken) =>
        new(await ReclaimAsync(study, cancellationToken), 0);

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string study, CancellationToken cancellationToken) =>
        await _studies.FindAsync(study, cancellationToken) is not null;

    /// <inheritdoc/>
    public Task<ImmutableArray<StudySummary>> ListStudiesAsync(CancellationToken cancellationToken) =>
        _studies.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<StudyRecord> ReadStudyAsync(string study, CancellationToken cancellationToken) =>
        _studies.ReadAsync(study, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StudyEvent> WatchStudyAsync(
        string study, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = await _studies.RequireAsync(study, cancellationToken);
        while (true)
        {
            var events = await _studies.EventsAsync(id, after, EventsAtOnce, cancellationToken);
            foreach (var happened in events)
            {
                yield return happened;
                after = happened.Sequence;
            }

            if (events.Count == 0 && await _studies.FindAsync(study, cancellationToken) != id)
            {
                yield break;
            }

            if (events.Count < EventsAtOnce)
            {
                await Task.Delay(WatchInterval, _time, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async Task DeleteStudyAsync(string study, CancellationToken cancellationToken)
    {
        var id = await _studies.RequireAsync(study, cancellationToken);
        await _writer.DeleteAsync(id, cancellationToken);
        _studies.Forget(id);
    }

    /// <inheritdoc/>
    public async Task SetStatusAsync(string study, StudyStatus status, string reason, CancellationToken cancellationToken)
    {
        if (!await _statements.ExecuteAsync(
            ClaimStatements.SetStatus,
            [Statements.Text("study", study), Statements.Text("status", status.ToString()), Statements.Body(new StudyStatusChanged(status, reason))],
            cancellationToken))
        {
            await _studies.RequireAsync(study, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Trial>> EnqueueAsync(
        string study, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken)
    {
        var id = await _studies.RequireAsync(study, cancellationToken);
        var numbers = await _writer.EnqueueAsync(id, proposals, guard: null, cancellationToken);
        var record = await _studies.ReadAsync(study, cancellationToken);

        return [.. numbers!.Select(number => record.Trials[number])];
    }

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string study, int trial, string reason, CancellationToken cancellationToken)
    {
        await _studies.RequireAsync(study, cancellationToken);

        return await _statements.ExecuteAsync(
            ClaimStatements.Cancel,
            [Statements.Text("study", study), Statements.Number("trial", trial), Statements.Body(new TrialCancelled(trial, reason))],
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<int>> ReclaimAsync(string study, CancellationToken cancellationToken)
    {
        await _studies.RequireAsync(study, cancellationToken);

        return await _control.ReclaimAsync(study, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ControlLease?> TakeControlAsync(string study, string controller, TimeSpan duration, CancellationToken cancellationToken) =>
        _control.TakeControlAsync(study, controller, duration, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> KeepControlAsync(ControlLease control, TimeSpan duration, CancellationToken cancellationToken) =>
        _control.KeepControlAsync(control, duration, cancellationToken);

    /// <inheritdoc/>
    public Task EndControlAsync(ControlLease control, CancellationToken cancellationToken) =>
        _control.EndControlAsync(control, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Trial>?> ProposeAsync(
        ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget, CancellationToken cancellationToken) =>
        _control.ProposeAsync(control, proposals, budget, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> WarnAsync(ControlLease control, int trial, string warning, CancellationToken cancellationToken) =>
        _control.WarnAsync(control, trial, warning, cancellationToken);

    /// <inheritdoc/>
    public Task EditAsync(string study, StudyEdit edit, CancellationToken cancellationToken) =>
        _control.EditAsync(study, edit, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<int>> RecallAsync(string study, string reason, CancellationToken cancellationToken) =>
        _control.RecallAsync(study, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RetryAsync(string study, int trial, string reason, CancellationToken cancellationToken) =>
        _control.RetryAsync(study, trial, reason, cancellationToken);

    /// <inheritdoc/>
    public Task<int> ReclaimAsync(CancellationToken cancellationToken) => _claims.ReclaimAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        _claims.ClaimAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        _claims.RenewAsync(lease, duration, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> StartAsync(Lease lease, CancellationToken cancellationToken) =>
        _claims.StartAsync(lease, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> MeasureAsync(
        Lease lease, int step, ImmutableSortedDictionary<string, double> metrics, CancellationToken cancellationToken) =>
        _claims.MeasureAsync(lease, step, metrics, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> WarnAsync(Lease lease, string warning, CancellationToken cancellationToken) =>
        _claims.WarnAsync(lease, warning, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> SaveCheckpointAsync(
        Lease lease, CheckpointReference checkpoint, CancellationToken cancellationToken) =>
        _claims.SaveCheckpointAsync(lease, checkpoint, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> FinishAsync(Lease lease, TrialResult result, CancellationToken cancellationToken) =>
        _claims.FinishAsync(lease, result, cancellationToken);

    /// <inheritdoc/>
    public Task<LeaseStatus> ReleaseAsync(Lease lease, AttemptEnd end, string reason, CancellationToken cancellationToken) =>
        _claims.ReleaseAsync(lease, end, reason, cancellationToken);

    /// <summary>Forgets what was read; the connection is the caller's to close.</summary>
    public ValueTask DisposeAsync()
    {
        _studies.Dispose();
        return ValueTask.CompletedTask;
    }
}
