using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Bench.Training;

/// <summary>Trains the same random configurations twice: with a store of frozen states that all share, and without.</summary>
/// <param name="study">The study.</param>
/// <param name="seed">Where the configurations come from.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepCost(BoundStudy study, long seed, TimeProvider time)
{
    private const long StoredBytes = 512L << 20;

    /// <summary>Trains some of the configurations.</summary>
    /// <param name="trials">Which of them.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public async Task<SweepCostResult> MeasureAsync(Range trials, CancellationToken cancellationToken)
    {
        var drawn = Enumerable.Range(0, trials.End.Value)
            .Select(number => study.Definition.Space.Sample(RandomKey.FromSeed(seed).For(number))!)
            .ToArray()[trials];
        var stored = await TrainAsync(drawn, StoredBytes, cancellationToken);
        var computed = await TrainAsync(drawn, storedBytes: 0, cancellationToken);

        return new(
            drawn.Length,
            Math.Round(computed.Cpu / stored.Cpu, 3),
            Math.Round(computed.Wall / stored.Wall, 3),
            Math.Round(stored.Cpu, 1),
            Math.Round(computed.Cpu, 1),
            stored.Results.SequenceEqual(computed.Results, StringComparer.Ordinal),
            [.. drawn.Select(point => study.Binding.PeftOf(point).Layers.Append(study.Definition.Shape.Layers).Min())]);
    }

    private async Task<(double Wall, double Cpu, IReadOnlyList<string> Results)> TrainAsync(
        IEnumerable<Configuration> points, long storedBytes, CancellationToken cancellationToken)
    {
        using var engine = new ManagedEngine();
        using var workspace = new EngineWorkspace(engine, storedBytes);
        var runner = new EngineRunner(workspace, time);
        await runner.PrepareAsync(study.Definition, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
        try
        {
            var results = new List<string>();
            var (started, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            foreach (var point in points)
            {
                var outcome = await runner.RunAsync(Assignment(point, folder), new SilentReporter(), cancellationToken);
                results.Add(Text(outcome));
            }

            return (time.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds, results);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private TrialAssignment Assignment(Configuration point, string folder) => new()
    {
        Study = study.Definition,
        Trial = 0,
        Configuration = point,
        Peft = study.Binding.PeftOf(point),
        Training = study.Binding.TrainingOf(point),
        Seed = seed,
        CheckpointFolder = folder,
    };

    private static string Text(TrialOutcome outcome) => string.Join(
        ' ', outcome.Metrics.Where(metric => metric.Key != "training_seconds").Select(metric => $"{metric.Key}={metric.Value:R}"));
}
