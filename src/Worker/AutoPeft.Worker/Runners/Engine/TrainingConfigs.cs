using AutoPeft.Training.Loop;
using AutoPeft.Training.Optimizers;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Hands the training part of a trial to the trainer.</summary>
internal static class TrainingConfigs
{
    /// <summary>The same in the trainer's terms.</summary>
    public static TrainingConfig Of(TrainingSettings settings) => new()
    {
        Epochs = settings.Epochs,
        BatchSize = settings.BatchSize,
        GradientAccumulation = settings.GradientAccumulation,
        LearningRate = settings.LearningRate,
        WarmupFraction = settings.Warmup,
        WeightDecay = settings.WeightDecay,
        Patience = settings.Patience,
        Optimizer = new AdamWConfig
        {
            MaximumGradientNorm = settings.GradientClipping > 0 ? settings.GradientClipping : null,
        },
    };
}
