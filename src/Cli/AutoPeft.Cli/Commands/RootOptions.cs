using System.CommandLine;

namespace AutoPeft.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class RootOptions
{
    /// <summary>The folder of studies when nothing else is said.</summary>
    public const string DefaultDataFolder = ".autopeft";

    /// <summary>The variable that says where studies are when <c>--data</c> does not.</summary>
    public const string DataVariable = "AUTOPEFT_DATA";

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

    /// <summary>The folder of studies that a command line asks for. Full path.</summary>
    public string DataFolder(ParseResult parsed, Func<string, string?> variable) => Path.GetFullPath(
        parsed.GetValue(Data)?.FullName
        ?? (variable(DataVariable) is { Length: > 0 } folder ? folder : DefaultDataFolder));
}
