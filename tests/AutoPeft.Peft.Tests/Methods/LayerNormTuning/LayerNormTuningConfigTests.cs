using AutoPeft.Peft.Methods.LayerNormTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.LayerNormTuning;

public sealed class LayerNormTuningConfigTests
{
    [Fact]
    public void The_two_norms_of_a_layer_are_one_placement()
    {
        var apart = PeftConfig.Of(
        [
            new(1, new LayerNormTuningConfig { FeedForward = false }),
            new(1, new LayerNormTuningConfig { Attention = false }),
        ]);

        Assert.Equal(PeftConfig.Uniform([1], new LayerNormTuningConfig()), apart);
    }

    [Fact]
    public void A_model_without_norms_is_refused()
    {
        var config = PeftConfig.Uniform([0], new LayerNormTuningConfig());

        Assert.Equal(2, config.Faults(ModelShapes.BertTiny with { Norms = [] }).Length);
    }

    [Fact]
    public void No_norm_at_all_is_refused() =>
        Assert.NotEmpty(new LayerNormTuningConfig { Attention = false, FeedForward = false }.Faults());
}
