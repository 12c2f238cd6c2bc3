using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class RecipeTrainingTests
{
    [Theory]
    [InlineData(32, 1, 1)]
    [InlineData(32, 4, 4)]
    [InlineData(10, 4, 5)] // four parts of three texts each would make a step of twelve
    [InlineData(31, 2, 31)]
    [InlineData(4, 9, 4)]
    public void Tools_with_parts_of_one_size_are_told_so_many_that_the_step_stays_the_same(int batch, int accumulation, int parts)
    {
        var training = Sample with { BatchSize = batch, GradientAccumulation = accumulation };

        Assert.Equal(parts, training.EqualParts);
        Assert.Equal(batch, training.EqualParts * training.TextsOfPart);
    }

    private static RecipeTraining Sample { get; } = new()
    {
        LearningRate = 0.002,
        Epochs = 8,
        BatchSize = 32,
        MaximumLength = 48,
        Warmup = 0.1,
        WeightDecay = 0.01,
        GradientClipping = 1,
        Metric = "accuracy",
        MetricParts = ["accuracy"],
    };
}
