using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using System.CommandLine;

namespace AutoPeft.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class RootOptions
{
    /// <summary>The folder of studies when nothing else is said.</summary>
    public const string DefaultDataFolder = ".autopeft";

    /// <summary>The variable that says where studies are when <c>--data</c> does not.</summary>
    public const string DataVariable = "AUTOPEFT_DATA";

    /// <summary>The variable that says where studies are kept when <c>--store</c> does not.</summary>
    public const string StoreVariable = "AUTOPEFT_STORE";

    /// <summary>The variable that names a file which says so, for addresses that hold a password.</summary>
    public const string StoreFileVariable = "AUTOPEFT_STORE_FILE";

    /// <summary><c>--json</c>: one JSON document on standard output.</summary>
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output and nothing else there",
        Recursive = true,
    };

    /// <summary><c>--data DIR</c>: where studies are kept.</summary>
    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = $"The folder of studies (default: ${DataVariable}, else {DefaultDataFolder} in the current folder)",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary><c>--store WHERE</c>: the database or folder that studies are kept in.</summary>
    public Option<string?> Store { get; } = new("--store")
    {
        Description = $"Where studies are kept: a folder, or postgres://USER@HOST:PORT/DATABASE (default: ${StoreVariable}, the file that ${StoreFileVariable} names, else the data folder)",
        HelpName = "WHERE",
        Recursive = true,
    };

    /// <summary>The folder of trials' files that a command line asks for; a store that is a folder holds them too unless told otherwise. Full path.</summary>
    public string DataFolder(ParseResult parsed, Func<string, string?> variable) => Path.GetFullPath(
        parsed.GetValue(Data)?.FullName
        ?? (variable(DataVariable) is { Length: > 0 } folder ? folder : Given(parsed, variable)?.Folder ?? DefaultDataFolder));

    /// <summary>Where a command line asks for studies to be kept.</summary>
    /// <exception cref="InvalidInputException">It is neither a folder nor the address of a database, or the file of the secret cannot be read.</exception>
    public StoreLocation StoreLocation(ParseResult parsed, Func<string, string?> variable) =>
        Given(parsed, variable) ?? Hosting.StoreLocation.OfFolder(DataFolder(parsed, variable));

    private StoreLocation? Given(ParseResult parsed, Func<string, string?> variable)
    {
        var (text, place) = parsed.GetValue(Store) is { Length: > 0 } option ? (option, "--store")
            : variable(StoreVariable) is { Length: > 0 } value ? (value, StoreVariable)
            : variable(StoreFileVariable) is { Length: > 0 } file ? (ReadSecret(file), file)
            : (null, string.Empty);

        return text is null ? null : Hosting.StoreLocation.Parse(text, new FaultPlace(place));
    }

    private static string ReadSecret(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : throw new IOException("it is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(new FaultPlace(file), $"The store's address cannot be read: {fault.Message}.", $"Name a file that holds it with {StoreFileVariable}.");
        }
    }
}
