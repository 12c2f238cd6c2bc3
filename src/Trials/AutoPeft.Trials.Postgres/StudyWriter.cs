using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Writes what needs more than one statement: new studies and new trials.</summary>
/// <param name="connection">Where to.</param>
internal sealed class StudyWriter(PostgresConnection connection)
{
    /// <exception cref="InvalidInputException">A study cannot have this name.</exception>
    public static void RequireValid(string name)
    {
        if (!StudyNames.IsValid(name))
        {
            throw new InvalidInputException(new FaultPlace(name), "A study cannot have this name.", $"Use {StudyNames.Rule}.");
        }
    }

    public Task CreateAsync(StudyHeader study, CancellationToken cancellationToken)
    {
        RequireValid(study.Name);

        return InTransactionAsync(
            async (context, token) =>
            {
                var now = await ClockAsync(context, token);
                var row = new StudyEntity
                {
                    Name = study.Name,
                    Queue = StorableText.Of(study.Queue),
                    Status = nameof(StudyStatus.Created),
                    Sequence = 1,
                    Created = now,
                    Changed = now,
                };
                context.Studies.Add(row);
                try
                {
                    await context.SaveChangesAsync(token);
                }
                catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
                {
                    throw new InvalidInputException(
                        new FaultPlace(study.Name), "A study of this name exists already.", "Continue it, delete it, or choose another name.");
                }

                context.Events.Add(Row(row.Id, 1, now, new StudyCreated(study)));
                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
    }

    public async Task DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();
        await context.Studies.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Queues what is not there yet and returns the numbers of all, in the order of the proposals.</summary>
    /// <param name="id">The study.</param>
    /// <param name="proposals">The trials.</param>
    /// <param name="guard">What must hold; when it does not, nothing is queued and the answer is null. Null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<List<int>?> EnqueueAsync(
        long id, IReadOnlyList<TrialProposal> proposals, EnqueueGuard? guard, CancellationToken cancellationToken) => InTransactionAsync(
            async (context, token) =>
            {
                // Whoever adds an event waits for this row, so nothing is queued between counting and queueing.
                var study = await context.Studies
                    .FromSql($"SELECT * FROM autopeft.studies WHERE id = {id} FOR UPDATE").SingleAsync(token);
                if (guard is not null && (guard.Control.Token != study.ControlToken || study.Controller is null))
                {
                    return null;
                }

                var known = await KnownAsync(context, id, proposals, token);
                var left = guard?.Budget - await BudgetedAsync(context, id, guard, token);
                var allowed = BudgetedProposals.Within(left, proposals, proposal => known.ContainsKey(KeyOf(proposal)));
                study.Changed = await ClockAsync(context, token);
                var numbers = allowed.Select(proposal => Add(context, study, known, proposal)).ToList();
                await context.SaveChangesAsync(token);
                return numbers;
            },
            cancellationToken);

    private static int Add(
        TrialsDbContext context, StudyEntity study, Dictionary<(string Hash, int Replicate, short Origin), int> known, TrialProposal proposal)
    {
        if (!known.TryGetValue(KeyOf(proposal), out var number))
        {
            known[KeyOf(proposal)] = number = study.TrialCount++;
            context.Trials.Add(Row(study.Id, number, proposal));
            context.Events.Add(Row(study.Id, ++study.Sequence, study.Changed, new TrialQueued(number, proposal)));
        }

        return number;
    }

    private static async Task<int> BudgetedAsync(TrialsDbContext context, long id, EnqueueGuard? guard, CancellationToken cancellationToken) =>
        guard?.Budget is null ? 0 : await context.Trials.CountAsync(
            row => row.StudyId == id && row.State != StateNumbers.Cancelled && row.Origin != (short)TrialOrigin.Baseline, cancellationToken);

    private static (string Hash, int Replicate, short Origin) KeyOf(TrialProposal proposal) =>
        (proposal.Configuration.Hash, proposal.Replicate, (short)proposal.Origin);

    private static async Task<Dictionary<(string Hash, int Replicate, short Origin), int>> KnownAsync(
        TrialsDbContext context, long id, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken)
    {
        var hashes = proposals.Select(proposal => proposal.Configuration.Hash).Distinct().ToArray();
        var rows = await context.Trials.AsNoTracking()
            .Where(row => row.StudyId == id && row.State != StateNumbers.Cancelled && hashes.Contains(row.ConfigurationHash))
            .Select(row => new { row.ConfigurationHash, row.Replicate, row.Origin, row.Number })
            .ToListAsync(cancellationToken);

        return rows.ToDictionary(row => (row.ConfigurationHash, row.Replicate, row.Origin), row => row.Number);
    }

    private static Task<DateTimeOffset> ClockAsync(TrialsDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<DateTimeOffset>($"SELECT autopeft.clock() AS \"Value\"").SingleAsync(cancellationToken);

    private static TrialEntity Row(long study, int number, TrialProposal proposal) => new()
    {
        StudyId = study,
        Number = number,
        State = StateNumbers.Queued,
        Configuration = StorableText.OfJson(proposal.Configuration.ToJson()),
        ConfigurationHash = proposal.Configuration.Hash,
        Replicate = proposal.Replicate,
        Origin = (short)proposal.Origin,
        MemoryBytes = proposal.MemoryBytes,
    };

    private static EventEntity Row(long study, long sequence, DateTimeOffset at, StudyEvent happened) => new()
    {
        StudyId = study,
        Sequence = sequence,
        At = at,
        Body = StorableText.Of(happened),
    };

    /// <summary>Runs the work in a transaction, as a whole again when it fails for a passing reason.</summary>
    private async Task<T> InTransactionAsync<T>(
        Func<TrialsDbContext, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var first = connection.NewContext();
        return await first.Database.CreateExecutionStrategy().ExecuteAsync(
            async token =>
            {
                await using var context = connection.NewContext();
                await using var transaction = await context.Database.BeginTransactionAsync(token);
                var result = await work(context, token);
                await transaction.CommitAsync(token);
                return result;
            },
            cancellationToken);
    }
}
