using AutoPeft.Primitives.Faults;

namespace AutoPeft.Bench.Training;

/// <summary>The folder of the BLAS that libtorch is to use.</summary>
internal static class BlasFolder
{
    private const string Library = "libblas.so.3"; // the name that Debian's libtorch is linked to

    /// <summary>The folder, full; null where none is named. Without its library the loader would quietly take the system's, mostly a slow one.</summary>
    /// <exception cref="InvalidInputException">It is not there, or holds no BLAS.</exception>
    public static string? Checked(string? folder) => folder is null || File.Exists(Path.Combine(folder, Library))
        ? folder is null ? null : Path.GetFullPath(folder)
        : throw new InvalidInputException(
            new FaultPlace("--blas"),
            Directory.Exists(folder) ? $"The folder '{folder}' has no {Library}." : $"There is no folder '{folder}'.",
            $"Name a folder with the {Library} of a fast BLAS, e.g. /usr/lib/x86_64-linux-gnu/openblas-pthread, or leave --blas out for the system's.");
}
