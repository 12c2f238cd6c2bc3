using System.Globalization;
using AutoPeft.Primitives.Faults;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Where a database is, as users write it: <c>postgres://user@host:5432/name</c>, or <c>Host=…;Database=…</c> as Npgsql has it.</summary>
public sealed class PostgresAddress
{
    private const int DefaultPort = 5432;

    private readonly NpgsqlConnectionStringBuilder _parts;

    private PostgresAddress(NpgsqlConnectionStringBuilder parts) => _parts = parts;

    /// <summary>The text that Npgsql connects with. Holds the password: never show it.</summary>
    public string ConnectionString => _parts.ConnectionString;

    /// <summary>Whether the text means a database, in any of both forms.</summary>
    public static bool IsOne(string text) => IsUri(text) || (text.Contains('=', StringComparison.Ordinal)
        && (text.Contains("Host", StringComparison.OrdinalIgnoreCase) || text.Contains("Server", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The address that the text means.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it was given, for the fault. The fault never repeats the text, which may hold a password.</param>
    /// <exception cref="InvalidInputException">It has neither form, or an unknown setting.</exception>
    public static PostgresAddress Parse(string text, FaultPlace place)
    {
        try
        {
            var parts = IsUri(text) ? OfUri(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(parts.Host) || string.IsNullOrEmpty(parts.Database))
            {
                throw new FormatException("Host or database is missing.");
            }

            parts.ApplicationName ??= "autopeft";
            return new(parts);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new InvalidInputException(
                place, $"This is not the address of a database: {fault.Message}", "Write postgres://USER@HOST:PORT/DATABASE.");
        }
    }

    /// <summary>The address without its password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"postgres://{_parts.Host}:{_parts.Port}/{_parts.Database}");

    private static bool IsUri(string text) =>
        text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal);

    private static NpgsqlConnectionStringBuilder OfUri(Uri uri)
    {
        var parts = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port < 0 ? DefaultPort : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        var user = uri.UserInfo.Split(':', 2);
        parts["Username"] = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        parts["Password"] = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        foreach (var setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = setting.Split('=', 2);
            parts[Keyword(Uri.UnescapeDataString(pair[0]))] = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : string.Empty;
        }

        return parts;
    }

    /// <summary>The names that PostgreSQL's own tools use for settings, as Npgsql has them.</summary>
    private static string Keyword(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "passfile" => "Passfile",
        _ => name,
    };
}
