using System.Diagnostics;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Training.Loop;

namespace AutoPeft.Bench.Training;

/// <summary>Times LoRA training steps of one of our engines: rank 8 on query and value of every layer, nothing stored, nothing packed.</summary>
internal static class EngineSteps
{
    /// <summary>Trains and times.</summary>
    public static async Task<StepTimes> RunAsync(TrainingShape shape, int warmup, TimeProvider time)
    {
        using var task = new RandomTask(shape, shape.Steps + warmup);
        using var model = task.Build(PeftConfig.Uniform(Enumerable.Range(0, shape.Layers), new LoraConfig { Rank = 8 }));
        var recorder = new StepRecorder(time, warmup);
        await new Trainer(time).TrainAsync(task.Training(model, cache: null), recorder, CancellationToken.None);
        using var process = Process.GetCurrentProcess();

        return new(
            shape.Engine == BenchEngines.Managed ? "AutoPEFT, managed engine" : "AutoPEFT, TorchSharp engine",
            recorder.Milliseconds,
            recorder.CpuMilliseconds,
            process.PeakWorkingSet64,
            model.Parameters.Sum(parameter => (long)parameter.Tensor.Shape.Count));
    }
}
