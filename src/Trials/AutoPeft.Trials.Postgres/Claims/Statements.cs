using AutoPeft.Trials.Events;
using Npgsql;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>Sends single statements; what fails for a passing reason is sent again.</summary>
/// <remarks>
/// A statement whose answer was lost may have taken effect. That is harmless: a second report is refused as a lost lease after
/// the first was recorded, and a claim that nobody holds runs out.
/// </remarks>
/// <param name="connection">Where to.</param>
/// <param name="time">What waits between tries.</param>
internal sealed class Statements(PostgresConnection connection, TimeProvider time)
{
    /// <summary>Sends a statement and reads its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(sql, read, parameters, cancellationToken);
            }
            catch (NpgsqlException fault) when (attempt <= connection.Patience.Retries && RetryPolicy.IsPassing(fault))
            {
                await Task.Delay(RetryPolicy.PauseBefore(attempt), time, cancellationToken);
            }
        }
    }

    /// <summary>Sends a statement and tells whether it returned a row.</summary>
    public async Task<bool> ExecuteAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        (await QueryAsync(sql, _ => true, parameters, cancellationToken)).Count > 0;

    public static NpgsqlParameter Text(string name, string? value) =>
        new(name, NpgsqlDbType.Text) { Value = value is null ? DBNull.Value : StorableText.Of(value) };

    public static NpgsqlParameter Texts(string name, IEnumerable<string> values) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values.Select(StorableText.Of).ToArray() };

    public static NpgsqlParameter Number(string name, int? value) =>
        new(name, NpgsqlDbType.Integer) { Value = (object?)value ?? DBNull.Value };

    public static NpgsqlParameter Long(string name, long value) => new(name, NpgsqlDbType.Bigint) { Value = value };

    public static NpgsqlParameter MaybeLong(string name, long? value) =>
        new(name, NpgsqlDbType.Bigint) { Value = (object?)value ?? DBNull.Value };

    public static NpgsqlParameter Flag(string name, bool value) => new(name, NpgsqlDbType.Boolean) { Value = value };

    public static NpgsqlParameter Duration(TimeSpan duration) => new("duration", NpgsqlDbType.Interval) { Value = duration };

    public static NpgsqlParameter Body(StudyEvent happened) =>
        new("body", NpgsqlDbType.Json) { Value = StorableText.Of(happened) };

    private async Task<List<T>> SendAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.Source.CreateCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(parameters, parameter => parameter.Clone()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
