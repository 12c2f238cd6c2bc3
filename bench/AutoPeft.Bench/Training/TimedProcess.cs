using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Bench.Training;

/// <summary>Runs what is timed in a process of its own, with the same threads and the same BLAS for every libtorch in it.</summary>
/// <param name="blas">A folder with the <c>libblas.so.3</c> that libtorch is to use; null for the system's.</param>
internal sealed class TimedProcess(string? blas)
{
    private const string Python = "/usr/bin/python3";

    private readonly string? _blas = BlasFolder.Checked(blas);

    /// <summary>How the programs write what they measured.</summary>
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Whether this machine has PyTorch.</summary>
    public static bool HasPytorch => File.Exists(Python) && Run(Start(Python, ["-c", "import torch"])) is not null;

    /// <summary>Refuses to go on without PyTorch.</summary>
    /// <param name="option">What asked for it.</param>
    /// <exception cref="InvalidInputException">This machine does not have it.</exception>
    public static void RequirePytorch(string option)
    {
        if (!HasPytorch)
        {
            throw new InvalidInputException(
                new FaultPlace(option), $"{Python} has no PyTorch.", "Install it (on Debian python3-torch), or leave the option out.");
        }
    }

    /// <summary>Runs a command of this program.</summary>
    public T Ours<T>(int threads, IEnumerable<string> arguments) =>
        Read<T>(WithLibtorch(threads, Start(Environment.ProcessPath!, ["exec", Environment.GetCommandLineArgs()[0], .. arguments])));

    /// <summary>Runs one of the Python programs beside this one.</summary>
    public T Pytorch<T>(int threads, string program, IEnumerable<string> arguments) =>
        Read<T>(WithLibtorch(threads, Start(Python, [Path.Combine(AppContext.BaseDirectory, "Training", program), .. arguments])));

    private ProcessStartInfo WithLibtorch(int threads, ProcessStartInfo start)
    {
        // A BLAS with threads of its own does not ask torch how many there are to be, and lets those that wait spin.
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_WAIT_POLICY"] = "passive"; // a waiting thread that spins takes the time of the other on a busy machine
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1"; // nothing is left beside the programs
        if (_blas is not null)
        {
            start.Environment["LD_LIBRARY_PATH"] = _blas;
        }

        return start;
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true };

    private static T Read<T>(ProcessStartInfo start) => Run(start) is { } output
        ? JsonSerializer.Deserialize<T>(output, Json)!
        : throw new InvalidOperationException($"A timed process failed: {start.FileName} {string.Join(' ', start.ArgumentList)}");

    private static string? Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd(); // what it writes to standard error goes to ours
        process.WaitForExit();

        return process.ExitCode == 0 ? output : null;
    }
}
