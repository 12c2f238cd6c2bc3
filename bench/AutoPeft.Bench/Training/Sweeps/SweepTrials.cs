using System.Globalization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>Random configurations of a study, trained as a sweep trains its trials, without a store.</summary>
/// <param name="study">The study.</param>
/// <param name="seed">Where the configurations come from, and every training's random choices.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepTrials(BoundStudy study, long seed, TimeProvider time)
{
    /// <summary>The study.</summary>
    public BoundStudy Study => study;

    /// <summary>Some of the configurations.</summary>
    public IReadOnlyList<Configuration> Draw(Range trials) =>
        [.. Enumerable.Range(0, trials.End.Value).Take(trials).Select(number => study.Definition.Space.Sample(RandomKey.FromSeed(seed).For(number))!)];

    /// <summary>A configuration as a trial.</summary>
    /// <param name="point">The configuration.</param>
    /// <param name="folder">The folder for its files.</param>
    /// <param name="packing">How many go through the model together.</param>
    public TrialAssignment Assignment(Configuration point, string folder, int packing = 1) => new()
    {
        Study = study.Definition with { Control = study.Definition.Control with { Packing = packing } },
        Trial = 0,
        Configuration = point,
        Peft = study.Binding.PeftOf(point),
        Training = study.Binding.TrainingOf(point),
        Seed = seed,
        CheckpointFolder = folder,
    };

    /// <summary>Trains configurations on engines of one thread.</summary>
    public async Task<SweepTimes> TrainAsync(
        IReadOnlyList<Configuration> points, SweepSharing sharing, CancellationToken cancellationToken)
    {
        using var engine = new ManagedEngine();
        using var workspace = new EngineWorkspace(engine, sharing.StoredBytes);
        var runner = new EngineRunner(workspace, time);
        var opened = time.GetTimestamp();
        await runner.PrepareAsync(study.Definition, cancellationToken);
        var (started, used) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var outcomes = await OutcomesAsync(runner, points, sharing, cancellationToken);

        return new(
            Math.Round(time.GetElapsedTime(opened, started).TotalSeconds, 2),
            Math.Round(time.GetElapsedTime(started).TotalSeconds, 2),
            Math.Round((Environment.CpuUsage.TotalTime - used).TotalSeconds, 2),
            [.. outcomes]);
    }

    private async Task<TrialOutcome[]> OutcomesAsync(
        EngineRunner runner, IReadOnlyList<Configuration> points, SweepSharing sharing, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
        try
        {
            using var slots = new SemaphoreSlim(sharing.Slots);

            return await Task.WhenAll(points.Select(async (point, number) =>
            {
                await slots.WaitAsync(cancellationToken);
                try
                {
                    var own = Directory.CreateDirectory(Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture))).FullName;

                    return await runner.RunAsync(Assignment(point, own, sharing.Packing), new SilentReporter(), cancellationToken);
                }
                finally
                {
                    slots.Release();
                }
            }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
