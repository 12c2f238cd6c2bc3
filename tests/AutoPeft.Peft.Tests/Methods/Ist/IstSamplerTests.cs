using AutoPeft.Peft.Methods.Ist;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Tests.Methods.Ist;

public sealed class IstSamplerTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void Layers_without_which_the_loss_falls_are_trained_less_often()
    {
        using var scores = _engine.Constant(new float[4], new(4));
        var sampler = new IstSampler(new() { ActiveLayers = 1, Interval = 1 }, scores, RandomKey.FromSeed(9));
        var counts = new int[4];
        for (var step = 1; step <= 400; step++)
        {
            sampler.Observe(() => [0.05, -0.05, -0.05, -0.05], new(step, 400, 1e-3)); // weakening layer 0 lowers the loss
            counts[sampler.Choose(4, new(step, 400, 1e-3))[0]]++;
        }

        Assert.True(scores.ToArray()[0] > scores.ToArray()[1..].Max(), string.Join(' ', scores.ToArray()));
        Assert.True(counts[0] < counts[1..].Min(), string.Join(' ', counts));
    }

    [Fact]
    public void Equal_slopes_leave_the_scores_as_they_are()
    {
        using var scores = _engine.Constant(new float[4], new(4));
        var sampler = new IstSampler(new(), scores, RandomKey.FromSeed(9));

        Assert.All(sampler.Updated([0, 0, 0, 0], [0.1, 0.1, 0.1, 0.1], RandomKey.FromSeed(1)), score => Assert.Equal(0, score, 1e-6f));
    }

    public void Dispose() => _engine.Dispose();
}
