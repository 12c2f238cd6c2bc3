using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AutoPeft.Bench.Training;

/// <summary>Has each side train in a process of its own, so that both start alike and their memory can be compared.</summary>
/// <param name="blas">A folder with the <c>libblas.so.3</c> that libtorch is to use; null for the system's.</param>
internal sealed class StepProcess(string? blas)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>How the two programs write what they measured.</summary>
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Whether this machine has PyTorch.</summary>
    public static bool HasPytorch => File.Exists(Python) && Run(Start(Python, ["-c", "import torch"])) is not null;

    /// <summary>Times our steps.</summary>
    public StepTimes Ours(TrainingShape shape, int warmup) => Read(Run(WithLibtorch(shape.Threads, Start(
        Environment.ProcessPath!,
        ["exec", Environment.GetCommandLineArgs()[0], "train-steps", .. Arguments(shape, warmup), "--engine", shape.Engine]))));

    /// <summary>Times PyTorch's.</summary>
    public StepTimes Pytorch(TrainingShape shape, int warmup) => Read(Run(WithLibtorch(shape.Threads, Start(
        Python, [Path.Combine(AppContext.BaseDirectory, "Training", "pytorch_steps.py"), .. Arguments(shape, warmup)]))));

    private ProcessStartInfo WithLibtorch(int threads, ProcessStartInfo start)
    {
        // A BLAS with threads of its own does not ask torch how many there are to be, and lets those that wait spin.
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment["OMP_WAIT_POLICY"] = "passive"; // a waiting thread that spins takes the time of the other on a busy machine
        if (blas is not null)
        {
            start.Environment["LD_LIBRARY_PATH"] = blas;
        }

        return start;
    }

    private static IEnumerable<string> Arguments(TrainingShape shape, int warmup) =>
        new[] { shape.Layers, shape.Hidden, shape.Batch, shape.Length, shape.Threads, shape.Steps, warmup }
            .Select(number => number.ToString(CultureInfo.InvariantCulture));

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardOutput = true };

    private static StepTimes Read(string? output) => output is null
        ? throw new InvalidOperationException("A timed process failed.")
        : JsonSerializer.Deserialize<StepTimes>(output, Json)!;

    private static string? Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd(); // what it writes to standard error goes to ours
        process.WaitForExit();

        return process.ExitCode == 0 ? output : null;
    }
}
