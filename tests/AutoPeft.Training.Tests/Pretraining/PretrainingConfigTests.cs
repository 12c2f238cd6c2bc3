using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class PretrainingConfigTests
{
    [Fact]
    public void The_defaults_may_be_used() => Assert.Empty(new PretrainingConfig().Faults());

    [Fact]
    public void All_faults_are_reported_at_once()
    {
        var config = new PretrainingConfig
        {
            Steps = 0,
            MaximumLength = 2,
            TokensPerBatch = 1,
            MaskedShare = 1,
            PeakLearningRate = 0,
            WarmupShare = 1,
            WeightDecay = -1,
            HeldOutSequences = 0,
        };

        Assert.Equal(8, config.Faults().Count());
    }
}
