using AutoPeft.Trials.Events;
using AutoPeft.Trials.Postgres.Claims;
using Npgsql;

namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>Reads events.</summary>
internal static class StudyEvents
{
    /// <summary>Gives events after a number one by one, in order.</summary>
    /// <param name="statements">Sends statements.</param>
    /// <param name="range">The study, the number, and how many events at most.</param>
    /// <param name="give">Gets each; what it throws ends the reading.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> ReadAsync(
        Statements statements, (long Study, long After, int Count) range, Action<StudyEvent> give, CancellationToken cancellationToken)
    {
        // Whole before the first is given: a statement that is sent again must not give any twice.
        var events = await statements.QueryAsync(
            StudyStatements.Events,
            Read,
            [Statements.Long("id", range.Study), Statements.Long("after", range.After), Statements.Number("count", range.Count)],
            cancellationToken);
        events.ForEach(give);
        return events.Count;
    }

    /// <summary>The event of a row of number, time and body.</summary>
    public static StudyEvent Read(NpgsqlDataReader row) => EventJson.Read(row.GetFieldValue<byte[]>(2)) with
    {
        Sequence = row.GetInt64(0),
        At = row.GetFieldValue<DateTimeOffset>(1).ToUniversalTime(),
    };
}
