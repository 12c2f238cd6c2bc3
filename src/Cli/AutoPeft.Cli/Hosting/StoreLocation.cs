using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Cli.Hosting;

/// <summary>Where studies are kept: in journals under a folder, or in a PostgreSQL database.</summary>
internal sealed record StoreLocation
{
    /// <summary>The folder of journals. Full path; null for a database.</summary>
    public string? Folder { get; private init; }

    /// <summary>The database; null for a folder.</summary>
    public PostgresAddress? Database { get; private init; }

    /// <summary>Journals under a folder, which need not be there yet.</summary>
    /// <exception cref="CommandFailure">A file is in its place.</exception>
    public static StoreLocation OfFolder(string folder) => File.Exists(folder)
        ? throw new CommandFailure(ExitCode.Unavailable, $"{folder} is a file, and studies are kept in a folder.", "Name a folder with --data or --store.")
        : new() { Folder = Path.GetFullPath(folder) };

    /// <summary>The place that a text means: the address of a database, or else a folder.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Where it was given.</param>
    /// <exception cref="InvalidInputException">It begins like an address but is none.</exception>
    public static StoreLocation Parse(string text, FaultPlace place) => PostgresAddress.IsOne(text)
        ? new() { Database = PostgresAddress.Parse(text, place) }
        : text.Contains("://", StringComparison.Ordinal)
            ? throw new InvalidInputException(place, "There is no store of this kind.", "Give a folder, or postgres://USER@HOST:PORT/DATABASE.")
            : OfFolder(text);

    /// <summary>The place, without passwords.</summary>
    public override string ToString() => Folder ?? Database!.ToString();
}
