using System.Collections.Immutable;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;

namespace AutoPeft.Bench.Training;

/// <summary>Times training steps of a BERT with random weights, one way of training after the other.</summary>
internal sealed class WaysBenchmark : IDisposable
{
    private const int WarmupSteps = 5;

    private readonly TrainingShape _shape;
    private readonly TimeProvider _time;
    private readonly RandomTask _task;

    public WaysBenchmark(TrainingShape shape, TimeProvider time)
    {
        _shape = shape;
        _time = time;
        _task = new RandomTask(shape, shape.Steps + WarmupSteps + 1);
    }

    /// <summary>Times every way of training, without and with stored states where there are frozen layers.</summary>
    public async IAsyncEnumerable<TrainingFigures> RunAsync()
    {
        foreach (var (name, modules) in Ways())
        {
            foreach (var stored in new[] { false, true })
            {
                using var model = _task.Build(modules);
                if (!stored || model.FrozenLayers > 0)
                {
                    yield return await TimeAsync(name, model, stored);
                }
            }
        }
    }

    public void Dispose() => _task.Dispose();

    private IEnumerable<(string Name, PeftConfig? Modules)> Ways()
    {
        var all = Enumerable.Range(0, _shape.Layers).ToImmutableArray();
        var top = all[^1..];
        var half = all[(_shape.Layers / 2)..];
        var lora = new LoraConfig { Rank = 8 };
        var serial = new SerialAdapterConfig { BottleneckSize = _shape.Hidden / 4 };
        var parallel = new ParallelAdapterConfig { BottleneckSize = _shape.Hidden / 4 };
        var prefix = new PrefixTuningConfig { PrefixLength = 8 };

        return
        [
            ("head only", PeftConfig.Empty),
            ("lora, all layers", PeftConfig.Uniform(all, lora)),
            ("lora, upper half", PeftConfig.Uniform(half, lora)),
            ("lora, top layer", PeftConfig.Uniform(top, lora)),
            ("serial adapter, all layers", PeftConfig.Uniform(all, serial)),
            ("parallel adapter, all layers", PeftConfig.Uniform(all, parallel)),
            ("prefix, all layers", PeftConfig.Uniform(all, prefix)),
            ("serial, parallel and prefix, all layers", PeftConfig.Uniform(all, serial, parallel, prefix)),
            ("serial, parallel and prefix, upper half", PeftConfig.Uniform(half, serial, parallel, prefix)),
            ("full fine-tuning", null),
        ];
    }

    private async Task<TrainingFigures> TimeAsync(string name, TrainableModel model, bool stored)
    {
        var clock = new StepClock(_time);
        var cache = stored ? new FrozenStateCache(long.MaxValue) : null;
        var task = _task.Training(model, cache);
        await new Trainer(_time).TrainAsync(task, clock, CancellationToken.None);
        var milliseconds = clock.MedianMilliseconds(WarmupSteps);
        var started = _time.GetTimestamp();
        Evaluator.Evaluate(model, task.Validation, cache, CancellationToken.None);
        var evaluated = task.Validation.TokenCount / _time.GetElapsedTime(started).TotalSeconds;

        return new TrainingFigures(
            name,
            model.FrozenLayers,
            stored,
            Math.Round(milliseconds, 2),
            Math.Round(1000 / milliseconds, 1),
            Math.Round(1000 / milliseconds * _shape.Batch * _shape.Length),
            Math.Round(evaluated));
    }
}
