using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Bench.Training;

/// <summary>Trains the same random configurations twice: sharing frozen work (stored states, and packs if wanted), and each alone.</summary>
/// <param name="study">The study.</param>
/// <param name="seed">Where the configurations come from.</param>
/// <param name="packing">How many go through the model together when work is shared; 1 for none.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepCost(BoundStudy study, long seed, int packing, TimeProvider time)
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
        var stored = await TrainAsync(drawn, (StoredBytes, packing), cancellationToken);
        var computed = await TrainAsync(drawn, (0, 1), cancellationToken);

        return new(
            drawn.Length,
            Math.Round(computed.Cpu / stored.Cpu, 3),
            Math.Round(computed.Wall / stored.Wall, 3),
            Math.Round(stored.Cpu, 1),
            Math.Round(computed.Cpu, 1),
            stored.Results.SequenceEqual(computed.Results, StringComparer.Ordinal),
            SweepBound.Of(study, drawn, MeasuredShare),
            [.. drawn.Select(point => study.Binding.PeftOf(point).Layers.Append(study.Definition.Shape.Layers).Min())]);
    }

    private async Task<(double Wall, double Cpu, IReadOnlyList<string> Results)> TrainAsync(
        IReadOnlyCollection<Configuration> points, (long StoredBytes, int Packing) sharing, CancellationToken cancellationToken)
    {
        using var engine = new ManagedEngine();
        using var workspace = new EngineWorkspace(engine, sharing.StoredBytes);
        var runner = new EngineRunner(workspace, time);
        await runner.PrepareAsync(study.Definition, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
        try
        {
            using var slots = new SemaphoreSlim(sharing.Packing);
            var (started, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var results = await Task.WhenAll(points.Select(async (point, number) =>
            {
                await slots.WaitAsync(cancellationToken);
                try
                {
                    var own = Directory.CreateDirectory(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture))).FullName;

                    return Text(await runner.RunAsync(Assignment(point, own, sharing.Packing), new SilentReporter(), cancellationToken));
                }
                finally
                {
                    slots.Release();
                }
            }));

            return (time.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds, results);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private double MeasuredShare
    {
        get
        {
            var data = study.Definition.Data;

            return data is { TrainLimit: { } train, ValidationLimit: { } validation } ? (double)validation / train : 0.1;
        }
    }

    private TrialAssignment Assignment(Configuration point, string folder, int together) => new()
    {
        Study = study.Definition with { Control = study.Definition.Control with { Packing = together } },
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
