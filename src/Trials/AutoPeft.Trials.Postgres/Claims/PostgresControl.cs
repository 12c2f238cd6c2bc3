using System.Collections.Immutable;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres.Queries;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The store as controllers and the user's commands see it.</summary>
/// <param name="statements">Sends statements.</param>
/// <param name="studies">Reads studies.</param>
/// <param name="writer">Queues trials.</param>
internal sealed class PostgresControl(Statements statements, StudyQueries studies, StudyWriter writer) : IStudyControl
{
    public async Task<ControlLease?> TakeControlAsync(
        string study, string controller, TimeSpan duration, CancellationToken cancellationToken)
    {
        var tokens = await statements.QueryAsync(
            ControlStatements.Take,
            row => row.GetInt64(0),
            [Statements.Text("study", study), Statements.Text("controller", controller), Statements.Duration(duration)],
            cancellationToken);
        if (tokens is [var token])
        {
            return new(study, controller, token);
        }

        await studies.RequireAsync(study, cancellationToken);
        return null;
    }

    public async Task<LeaseStatus> KeepControlAsync(ControlLease control, TimeSpan duration, CancellationToken cancellationToken) =>
        await statements.ExecuteAsync(ControlStatements.Keep, [.. Parameters(control), Statements.Duration(duration)], cancellationToken)
            ? LeaseStatus.Held
            : LeaseStatus.Lost;

    public Task EndControlAsync(ControlLease control, CancellationToken cancellationToken) =>
        statements.ExecuteAsync(ControlStatements.End, Parameters(control), cancellationToken);

    public async Task<ImmutableArray<Trial>?> ProposeAsync(
        ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget, CancellationToken cancellationToken)
    {
        var id = await studies.RequireAsync(control.Study, cancellationToken);
        var numbers = await writer.EnqueueAsync(id, proposals, new(control, budget), cancellationToken);
        if (numbers is null)
        {
            return null;
        }

        var record = await studies.ReadAsync(control.Study, cancellationToken);
        return [.. numbers.Select(number => record.Trials[number])];
    }

    public Task<bool> WarnAsync(ControlLease control, int trial, string warning, CancellationToken cancellationToken) => statements.ExecuteAsync(
        ControlStatements.Warn,
        [.. Parameters(control), Statements.Number("trial", trial), Statements.Body(new TrialWarned(trial, warning))],
        cancellationToken);

    public async Task EditAsync(string study, StudyEdit edit, CancellationToken cancellationToken)
    {
        if (!await statements.ExecuteAsync(
            ControlStatements.Edit,
            [
                Statements.Text("study", study), Statements.Number("priority", edit.Priority),
                Statements.Number("limit", edit.RunningLimit), Statements.Body(new StudyEdited(edit)),
            ],
            cancellationToken))
        {
            await studies.RequireAsync(study, cancellationToken);
        }
    }

    public async Task<ImmutableArray<int>> RecallAsync(string study, string reason, CancellationToken cancellationToken)
    {
        await studies.RequireAsync(study, cancellationToken);

        return await ReleaseAsync(study, AttemptEnd.Preempted, reason, cancellationToken);
    }

    public async Task<bool> RetryAsync(string study, int trial, string reason, CancellationToken cancellationToken)
    {
        await studies.RequireAsync(study, cancellationToken);

        return await statements.ExecuteAsync(
            ControlStatements.Retry,
            [Statements.Text("study", study), Statements.Number("trial", trial), Statements.Body(new TrialRetried(trial, reason))],
            cancellationToken);
    }

    /// <summary>Queues trials whose leases have run out again, of one study or, with null, of all.</summary>
    public Task<ImmutableArray<int>> ReclaimAsync(string? study, CancellationToken cancellationToken) =>
        ReleaseAsync(study, AttemptEnd.Stale, "Its worker was not heard of until the lease ran out.", cancellationToken);

    private static Npgsql.NpgsqlParameter[] Parameters(ControlLease control) =>
        [Statements.Text("study", control.Study), Statements.Long("token", control.Token)];

    private async Task<ImmutableArray<int>> ReleaseAsync(string? study, AttemptEnd end, string reason, CancellationToken cancellationToken) =>
    [
        .. await statements.QueryAsync(
            ClaimStatements.Release,
            row => row.GetInt32(0),
            [
                Statements.Text("study", study), Statements.Flag("expired", end == AttemptEnd.Stale),
                Statements.Text("end", end.ToString()), Statements.Text("reason", reason),
            ],
            cancellationToken),
    ];
}
