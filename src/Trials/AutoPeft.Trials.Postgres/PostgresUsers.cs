using System.Collections.Immutable;
using AutoPeft.Trials.Accounts;
using AutoPeft.Trials.Postgres.Claims;
using Npgsql;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres;

/// <summary>Keeps users in a database, for every dashboard over it.</summary>
/// <param name="connection">Where to.</param>
/// <param name="time">What waits between tries.</param>
public sealed class PostgresUsers(PostgresConnection connection, TimeProvider time) : IUserStore
{
    private const string Columns = "name, role, password_hash, is_disabled, stamp, created";

    private const string List = $"SELECT {Columns} FROM autopeft.users ORDER BY name COLLATE \"C\"";

    private const string Find = $"SELECT {Columns} FROM autopeft.users WHERE name = @name";

    // A statement whose answer was lost may be sent twice: the second finds its own row.
    private const string Add = $"""
        INSERT INTO autopeft.users ({Columns}) VALUES (@name, @role, @password, @is_disabled, @stamp, @created)
        ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name WHERE users.stamp = EXCLUDED.stamp RETURNING name
        """;

    private const string Replace = """
        UPDATE autopeft.users SET role = @role, password_hash = @password, is_disabled = @is_disabled, stamp = @stamp
        WHERE name = @name AND stamp IN (@before, @stamp) RETURNING name
        """;

    private const string Remove = "DELETE FROM autopeft.users WHERE name = @name RETURNING name";

    private readonly Statements _statements = new(connection, time);

    /// <inheritdoc/>
    public async Task<ImmutableArray<UserAccount>> ListAsync(CancellationToken cancellationToken) =>
        [.. await _statements.QueryAsync(List, Read, [], cancellationToken)];

    /// <inheritdoc/>
    public async Task<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await _statements.QueryAsync(Find, Read, [Statements.Text("name", name)], cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public Task<bool> AddAsync(UserAccount user, CancellationToken cancellationToken) =>
        _statements.ExecuteAsync(Add, [.. Values(user), new("created", NpgsqlDbType.TimestampTz) { Value = user.Created.ToUniversalTime() }], cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(UserAccount user, string stamp, CancellationToken cancellationToken) =>
        _statements.ExecuteAsync(Replace, [.. Values(user), Statements.Text("before", stamp)], cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        _statements.ExecuteAsync(Remove, [Statements.Text("name", name)], cancellationToken);

    private static NpgsqlParameter[] Values(UserAccount user) =>
    [
        Statements.Text("name", user.Name), new("role", NpgsqlDbType.Smallint) { Value = (short)user.Role }, Statements.Text("password", user.PasswordHash),
        Statements.Flag("is_disabled", user.IsDisabled), Statements.Text("stamp", user.Stamp),
    ];

    private static UserAccount Read(NpgsqlDataReader row) => new(
        row.GetString(0), (AccessRole)row.GetInt16(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(5))
    {
        IsDisabled = row.GetBoolean(3),
        Stamp = row.GetString(4),
    };
}
