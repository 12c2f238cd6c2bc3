using System.Text;
using AutoPeft.Primitives.Faults;
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
    public Task CreateAsync(StudyHeader study, CancellationToken cancellationToken)
    {
        if (!StudyNames.IsValid(study.Name))
        {
            throw new InvalidInputException(new FaultPlace(study.Name), "A study cannot have this name.", $"Use {StudyNames.Rule}.");
        }

        return InTransactionAsync(
            async (context, token) =>
            {
                var now = await ClockAsync(context, token);
                var row = new StudyEntity
                {
                    Name = study.Name,
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
    public Task<List<int>> EnqueueAsync(long id, IReadOnlyList<TrialProposal> proposals, CancellationToken cancellationToken) =>
        InTransactionAsync(
            async (context, token) =>
            {
                var study = await context.Studies
                    .FromSql($"SELECT * FROM autopeft.studies WHERE id = {id} FOR UPDATE").SingleAsync(token);
                var known = await KnownAsync(context, id, proposals, token);
                var numbers = new List<int>(proposals.Count);
                study.Changed = await ClockAsync(context, token);
                foreach (var proposal in proposals)
                {
                    var key = (proposal.Configuration.Hash, proposal.Replicate, (short)proposal.Origin);
                    if (!known.TryGetValue(key, out var number))
                    {
                        known[key] = number = study.TrialCount++;
                        context.Trials.Add(Row(id, number, proposal));
                        context.Events.Add(Row(id, ++study.Sequence, study.Changed, new TrialQueued(number, proposal)));
                    }

                    numbers.Add(number);
                }

                await context.SaveChangesAsync(token);
                return numbers;
            },
            cancellationToken);

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
        Configuration = proposal.Configuration.ToJson(),
        ConfigurationHash = proposal.Configuration.Hash,
        Replicate = proposal.Replicate,
        Origin = (short)proposal.Origin,
    };

    private static EventEntity Row(long study, long sequence, DateTimeOffset at, StudyEvent happened) => new()
    {
        StudyId = study,
        Sequence = sequence,
        At = at,
        Body = Encoding.UTF8.GetString(EventJson.Write(happened)),
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
