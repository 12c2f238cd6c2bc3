using System.Text;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.TrainingFiles;

/// <summary>What the tests of training files start from.</summary>
internal static class TrainingFiles
{
    public static PeftConfig Mixed { get; } = PeftConfig.Of(
    [
        new(0, new LoraConfig { Rank = 4, Alpha = 8 }),
        new(1, new LoraConfig { Rank = 16, Alpha = 32.5, Targets = [ModuleKind.Value] }),
    ]);

    public static ExportVerdict Judge(ITrainingFileFormat format, PeftConfig config, ModelShape shape) => format.Judge(SampleRecipes.Of(config), shape);

    public static string Text(ITrainingFileFormat format, PeftConfig config, ModelShape shape) => Text(format, SampleRecipes.Of(config), shape);

    public static string Text(
        ITrainingFileFormat format, Recipe recipe, ModelShape shape, Func<TrainingFileRequest, TrainingFileRequest>? change = null)
    {
        var export = SampleRecipes.Export(recipe.Configuration, shape);
        var training = new RecipeTraining
        {
            LearningRate = 0.002,
            Epochs = 8,
            BatchSize = 32,
            GradientAccumulation = 4,
            MaximumLength = 48,
            Warmup = 0.1,
            WeightDecay = 0.01,
            GradientClipping = 1,
            HeadDropout = 0.1,
            Metric = "accuracy",
            MetricParts = ["accuracy"],
        };

        var request = new TrainingFileRequest(recipe, shape, training, recipe.Task == TaskKind.LanguageModelling ? [] : export.Head);

        return Encoding.UTF8.GetString(format.Write(change?.Invoke(request) ?? request).Content.Span);
    }
}
