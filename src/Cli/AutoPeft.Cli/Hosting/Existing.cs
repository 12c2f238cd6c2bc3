namespace AutoPeft.Cli.Hosting;

/// <summary>Refuses what a command line names and is not there.</summary>
internal static class Existing
{
    /// <summary>The path of a file.</summary>
    /// <exception cref="CommandFailure">There is none: <see cref="ExitCode.NotFound"/>.</exception>
    public static string File(string path) => System.IO.File.Exists(path) ? path : throw Missing("file", path);

    /// <summary>The path of a folder.</summary>
    /// <exception cref="CommandFailure">There is none: <see cref="ExitCode.NotFound"/>.</exception>
    public static string Folder(string path) => Directory.Exists(path) ? path : throw Missing("folder", path);

    private static CommandFailure Missing(string what, string path) => new(ExitCode.NotFound, $"There is no {what} {path}.", "Check the path.");
}
