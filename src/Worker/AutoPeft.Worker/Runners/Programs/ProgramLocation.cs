using AutoPeft.Primitives.Faults;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Finds programs as a shell would: by path from a folder, or by name on the search path.</summary>
public static class ProgramLocation
{
    /// <summary>The program's full path.</summary>
    /// <param name="program">A path, or a name without folders.</param>
    /// <param name="folder">Where relative paths start. Full path.</param>
    /// <param name="searchPath">The folders in which names are looked for, separated as the system does; null for none.</param>
    /// <exception cref="InvalidInputException">There is no such program.</exception>
    public static string Find(string program, string folder, string? searchPath)
    {
        ArgumentNullException.ThrowIfNull(program);

        var isPath = program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar);
        var candidates = isPath
            ? [Path.GetFullPath(program, folder)]
            : (searchPath ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(directory => Spellings(Path.Combine(directory, program)));

        return candidates.FirstOrDefault(IsProgram) ?? throw new InvalidInputException(
            new FaultPlace("command"),
            isPath ? $"There is no program '{program}' that may be executed, seen from {folder}." : $"There is no program '{program}' on the search path.",
            "Check its name and its permissions, or name an interpreter in front of it, such as python3.");
    }

    private static IEnumerable<string> Spellings(string path) => OperatingSystem.IsWindows() ? [path, path + ".exe"] : [path];

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
