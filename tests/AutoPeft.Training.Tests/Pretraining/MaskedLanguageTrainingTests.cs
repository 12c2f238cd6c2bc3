using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class MaskedLanguageTrainingTests : IDisposable
{
    private readonly ManagedEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_held_out_loss_starts_at_the_logarithm_of_the_vocabulary_and_falls()
    {
        using var training = TinyPretraining.Start(_engine, TinyPretraining.Config with { Steps = 200, UsesDropout = false });
        var before = training.Evaluate();

        while (training.Step < 200)
        {
            Assert.True(training.Advance().IsFinite);
        }

        var after = training.Evaluate();
        Assert.Equal(Math.Log(TinyPretraining.Vocabulary.Size), before.Loss, 0.1);
        Assert.True(after.Loss < 0.5 * before.Loss, $"{before.Loss} -> {after.Loss}");
        Assert.True(after.Accuracy > before.Accuracy, $"{before.Accuracy} -> {after.Accuracy}");
        Assert.Equal(before.Tokens, after.Tokens);
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_others_do_not()
    {
        var first = WeightsAfterThreeSteps(seed: 7);

        Assert.Equal(first, WeightsAfterThreeSteps(seed: 7));
        Assert.NotEqual(first, WeightsAfterThreeSteps(seed: 8));
    }

    [Fact]
    public void Settings_out_of_range_are_refused() =>
        Assert.Throws<InvalidInputException>(() => TinyPretraining.Start(_engine, TinyPretraining.Config with { Steps = 0 }));

    [Fact]
    public void Data_without_sequences_are_refused() =>
        Assert.Throws<ArgumentException>(() => new MaskedLanguageTraining(
            _engine,
            TinyPretraining.Start(_engine).Model.Config,
            TinyPretraining.Config,
            TinyPretraining.Data with { Train = [] }));

    private float[] WeightsAfterThreeSteps(long seed)
    {
        using var training = TinyPretraining.Start(_engine, TinyPretraining.Config with { Seed = seed });
        for (var i = 0; i < 3; i++)
        {
            training.Advance();
        }

        return TinyPretraining.WeightsOf(training);
    }
}
