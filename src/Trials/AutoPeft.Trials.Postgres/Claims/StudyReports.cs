using AutoPeft.Trials.Lifecycle;
using Npgsql;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>Records what workers of this process report on one study. Whatever comes while a statement is under way goes into the next.</summary>
/// <remarks>
/// Events of a study are numbered without gaps, so one commit has to wait for the other, and each for the disk: the commits a
/// second are limited, but not how much each holds. Nothing waits for others to come along.
/// </remarks>
/// <param name="statements">Sends statements.</param>
/// <param name="study">The study.</param>
internal sealed class StudyReports(Statements statements, string study)
{
    private const int MostAtOnce = 64;

    private readonly Lock _gate = new();
    private readonly List<Pending> _waiting = [];
    private bool _isSending;

    /// <summary>Records a report; the answer says whether the lease was held. Durable when it is there.</summary>
    public async Task<LeaseStatus> SendAsync(TrialReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new Pending(report);
        bool mustSend;
        lock (_gate)
        {
            _waiting.Add(pending);
            mustSend = !_isSending;
            _isSending = true;
        }

        if (mustSend)
        {
            _ = Task.Run(SendAllAsync, CancellationToken.None);
        }

        return await pending.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task SendAllAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await SendAsync(batch);
            }
            catch (PostgresException) when (batch.Count > 1)
            {
                // One of them cannot be recorded; the others can.
                foreach (var single in batch)
                {
                    await TrySendAsync(single);
                }
            }
            catch (Exception fault)
            {
                batch.ForEach(pending => pending.Answer.TrySetException(fault));
            }
        }
    }

    private async Task TrySendAsync(Pending single)
    {
        try
        {
            await SendAsync([single]);
        }
        catch (Exception fault)
        {
            single.Answer.TrySetException(fault);
        }
    }

    /// <summary>What is sent next: at most one report of a trial, because each must find the trial as the one before left it.</summary>
    private List<Pending> Next()
    {
        lock (_gate)
        {
            var trials = new HashSet<int>();
            var next = _waiting.Where(pending => trials.Add(pending.Report.Lease.Trial)).Take(MostAtOnce).ToList();
            _waiting.RemoveAll(next.Contains);
            _isSending = next.Count > 0;
            return next;
        }
    }

    private async Task SendAsync(List<Pending> batch)
    {
        var recorded = await statements.QueryAsync(
            ClaimStatements.Report,
            row => row.GetInt32(0),
            [
                Statements.Text("study", study),
                Column("trials", NpgsqlDbType.Integer, batch, report => report.Lease.Trial),
                Column("tokens", NpgsqlDbType.Bigint, batch, report => report.Lease.Token),
                Column("from", NpgsqlDbType.Smallint, batch, report => (short?)report.From),
                Column("to", NpgsqlDbType.Smallint, batch, report => (short?)report.To),
                Column("bodies", NpgsqlDbType.Text, batch, report => StorableText.Of(report.Happened)),
            ],
            CancellationToken.None);
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Answer.TrySetResult(recorded.Contains(i + 1) ? LeaseStatus.Held : LeaseStatus.Lost);
        }
    }

    private static NpgsqlParameter Column<T>(string name, NpgsqlDbType type, List<Pending> batch, Func<TrialReport, T> of) =>
        new(name, NpgsqlDbType.Array | type) { Value = batch.Select(pending => of(pending.Report)).ToArray() };

    private sealed record Pending(TrialReport Report)
    {
        public TaskCompletionSource<LeaseStatus> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
