using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres.Queries;
using Npgsql;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The working side of the store.</summary>
/// <param name="statements">Sends statements.</param>
/// <param name="studies">Reads studies.</param>
/// <param name="control">Takes trials back.</param>
internal sealed class PostgresClaims(Statements statements, StudyQueries studies, PostgresControl control) : ITrialClaims
{
    private readonly ConcurrentDictionary<string, StudyReports> _reports = new(StringComparer.Ordinal);

    public async Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        var rows = await statements.QueryAsync(
            ClaimStatements.Claim,
            row => (Event: (TrialEvent)StudyEvents.Read(row), Claim: ReadClaim(row, request.Worker)),
            [
                Statements.Text("study", request.Study), Statements.Number("trial", request.Trial),
                Statements.Text("worker", request.Worker), Statements.Duration(request.Duration), Statements.Text("queue", request.Queue),
                Statements.MaybeLong("memory", request.FreeMemoryBytes),
                Statements.Texts("excluded", request.Excluded),
            ],
            cancellationToken);
        if (rows.Count > 0)
        {
            var (lease, leased) = rows[0].Claim;
            var trial = TrialHistory.Replay([.. rows.Select(row => row.Event), leased]);

            // The statement does not see what another worker did to the trial while it waited for it.
            return new(lease, trial.Attempts.Length == lease.Attempt ? trial : await TrialAsync(lease, cancellationToken));
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
        TrialTransitions.ThrowIfNoResult(result);
        TrialState? from = TrialTransitions.Allows(TrialState.Leased, result.State) ? null : TrialState.Running;

        return ReportAsync(lease, new TrialFinished(lease.Trial, result), (from, result.State), cancellationToken);
    }

    public Task<LeaseStatus> ReleaseAsync(Lease lease, AttemptEnd end, string reason, CancellationToken cancellationToken) =>
        ReportAsync(lease, new AttemptEnded(lease.Trial, end, reason), (null, TrialState.Queued), cancellationToken);

    private async Task<Trial> TrialAsync(Lease lease, CancellationToken cancellationToken) => TrialHistory.Replay(
        (await statements.QueryAsync(
            ClaimStatements.EventsOfTrial,
            StudyEvents.Read,
            [Statements.Text("study", lease.Study), Statements.Number("trial", lease.Trial)],
            cancellationToken)).Cast<TrialEvent>());

    private static (Lease Lease, TrialLeased Event) ReadClaim(NpgsqlDataReader row, string worker)
    {
        var lease = new Lease(row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetInt64(6), worker, row.GetFieldValue<DateTimeOffset>(7));

        return (lease, new(lease.Trial, lease.Attempt, lease.Token, worker)
        {
            Sequence = row.GetInt64(8),
            At = row.GetFieldValue<DateTimeOffset>(9).ToUniversalTime(),
        });
    }

    private static NpgsqlParameter[] Parameters(Lease lease) =>
    [
        Statements.Text("study", lease.Study), Statements.Number("trial", lease.Trial),
        Statements.Long("token", lease.Token),
    ];

    private Task<LeaseStatus> ReportAsync(
        Lease lease, TrialEvent happened, (TrialState? From, TrialState? To) change, CancellationToken cancellationToken) =>
        _reports.GetOrAdd(lease.Study, study => new(statements, study))
            .SendAsync(new(lease, happened, change.From, change.To), cancellationToken);

    private static LeaseStatus StatusOf(bool isHeld) => isHeld ? LeaseStatus.Held : LeaseStatus.Lost;
}
