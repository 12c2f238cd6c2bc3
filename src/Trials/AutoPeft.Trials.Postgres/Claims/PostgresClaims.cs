using System.Collections.Immutable;
using System.Text;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres.Queries;
using Npgsql;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The working side of the store.</summary>
/// <param name="statements">Sends statements.</param>
/// <param name="studies">Reads studies.</param>
/// <param name="control">Takes trials back.</param>
internal sealed class PostgresClaims(Statements statements, StudyQueries studies, PostgresControl control) : ITrialClaims
{
    private static readonly short[] Held = [StateNumbers.Leased, StateNumbers.Running];

    public async Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var leases = await statements.QueryAsync(
            ClaimStatements.Claim,
            row => new Lease(row.GetString(0), row.GetInt32(1), row.GetInt32(2), row.GetInt64(3), request.Worker, row.GetFieldValue<DateTimeOffset>(4)),
            [
                Statements.Text("study", request.Study), Statements.Number("trial", request.Trial),
                Statements.Text("worker", request.Worker), Statements.Duration(request.Duration), Statements.Text("queue", request.Queue),
                new("excluded", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = request.Excluded.ToArray() },
            ],
            cancellationToken);
        if (leases is [var lease])
        {
            return new(lease, await TrialAsync(lease, cancellationToken));
        }

        if (request.Study is { } wanted)
        {
            await studies.RequireAsync(wanted, cancellationToken);
        }

        return null;
    }

    public async Task<int> ReclaimAsync(CancellationToken cancellationToken) => (await control.ReclaimAsync(null, cancellationToken)).Length;

    public async Task<LeaseStatus> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => StatusOf(
        await statements.ExecuteAsync(ClaimStatements.Renew, [.. Parameters(lease), Statements.Duration(duration)], cancellationToken));

    public Task<LeaseStatus> StartAsync(Lease lease, CancellationToken cancellationToken) =>
        ReportAsync(lease, new TrialStarted(lease.Trial), (TrialState.Leased, TrialState.Running), cancellationToken);

    public Task<LeaseStatus> MeasureAsync(
        Lease lease, int step, ImmutableSortedDictionary<string, double> metrics, CancellationToken cancellationToken) =>
        ReportAsync(lease, new TrialMeasured(lease.Trial, step, metrics), (null, null), cancellationToken);

    public Task<LeaseStatus> WarnAsync(Lease lease, string warning, CancellationToken cancellationToken) =>
        ReportAsync(lease, new TrialWarned(lease.Trial, warning), (null, null), cancellationToken);

    public Task<LeaseStatus> SaveCheckpointAsync(
        Lease lease, CheckpointReference checkpoint, CancellationToken cancellationToken) =>
        ReportAsync(lease, new CheckpointSaved(lease.Trial, checkpoint), (null, null), cancellationToken);

    public Task<LeaseStatus> FinishAsync(Lease lease, TrialResult result, CancellationToken cancellationToken)
    {
        TrialState? from = TrialTransitions.Allows(TrialState.Leased, result.State) ? null : TrialState.Running;
        if (!TrialTransitions.Allows(TrialState.Running, result.State) || !result.State.IsFinal())
        {
            throw new ArgumentException($"A trial cannot end as {result.State}.", nameof(result));
        }

        return ReportAsync(lease, new TrialFinished(lease.Trial, result), (from, result.State), cancellationToken);
    }

    public Task<LeaseStatus> ReleaseAsync(Lease lease, AttemptEnd end, string reason, CancellationToken cancellationToken) =>
        ReportAsync(lease, new AttemptEnded(lease.Trial, end, reason), (null, TrialState.Queued), cancellationToken);

    /// <summary>The trial of a lease from its own events: however long the study is, they are few.</summary>
    private async Task<Trial> TrialAsync(Lease lease, CancellationToken cancellationToken)
    {
        var events = await statements.QueryAsync(
            ClaimStatements.EventsOfTrial,
            row => (TrialEvent)(EventJson.Read(Encoding.UTF8.GetBytes(row.GetString(2))) with
            {
                Sequence = row.GetInt64(0),
                At = row.GetFieldValue<DateTimeOffset>(1).ToUniversalTime(),
            }),
            [Statements.Text("study", lease.Study), Statements.Number("trial", lease.Trial)],
            cancellationToken);

        return TrialHistory.Replay(events);
    }

    private static NpgsqlParameter[] Parameters(Lease lease) =>
    [
        Statements.Text("study", lease.Study), Statements.Number("trial", lease.Trial),
        Statements.Long("token", lease.Token),
    ];

    /// <param name="lease">The lease.</param>
    /// <param name="happened">What to record.</param>
    /// <param name="change">The state that the trial must have (null: any while it is held) and the one it gets (null: the same).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private async Task<LeaseStatus> ReportAsync(
        Lease lease, TrialEvent happened, (TrialState? From, TrialState? To) change, CancellationToken cancellationToken)
    {
        var from = change.From is { } only ? [(short)only] : Held;
        var isRecorded = await statements.ExecuteAsync(
            ClaimStatements.Report,
            [
                .. Parameters(lease),
                new("from", NpgsqlDbType.Array | NpgsqlDbType.Smallint) { Value = from },
                new("to", NpgsqlDbType.Smallint) { Value = change.To is { } to ? (short)to : DBNull.Value },
                Statements.Body(happened),
            ],
            cancellationToken);

        return StatusOf(isRecorded);
    }

    private static LeaseStatus StatusOf(bool isHeld) => isHeld ? LeaseStatus.Held : LeaseStatus.Lost;
}
