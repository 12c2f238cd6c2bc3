using System.Text.Json;

namespace AutoPeft.Bench.Training;

/// <summary>PyTorch's figures as they were measured once, for machines that do not have it.</summary>
internal static class CommittedSteps
{
    /// <summary>The figure of this shape with two threads.</summary>
    /// <exception cref="InvalidOperationException">None was committed.</exception>
    public static StepFigure Of(TrainingShape shape)
    {
        using var stream = typeof(CommittedSteps).Assembly.GetManifestResourceStream("pytorch.json")!;
        var entries = JsonSerializer.Deserialize<Dictionary<string, StepFigure>>(stream, TimedProcess.Json)!;
        var name = FormattableString.Invariant($"{shape.Layers}x{shape.Hidden} {shape.Batch}x{shape.Length}");

        return entries.TryGetValue(name, out var figure)
            ? figure
            : throw new InvalidOperationException($"There is no committed figure for {name}; install PyTorch to measure it.");
    }
}
