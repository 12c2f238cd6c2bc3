using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods.UniPelt;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Tests.Methods.UniPelt;

public sealed class SequenceGateTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void It_is_the_mean_over_the_tokens_that_are_not_padding()
    {
        using var weight = _engine.Constant([1, 2], new(1, 2));
        using var bias = _engine.Constant([0.5f], new(1));
        using var input = _engine.Constant([1, 0, 0, 1, -1, 0, 9, 9], new(2, 2, 2));
        var gate = new SequenceGate(new("w", weight), new("b", bias));

        var open = gate.Of(input, ForwardContext.Evaluation with { Lengths = [2, 1] }).ToArray();

        Assert.Equal((Sigmoid(1.5) + Sigmoid(2.5)) / 2, open[0], 1e-6);
        Assert.Equal(Sigmoid(-0.5), open[1], 1e-6);
    }

    [Fact]
    public void Without_lengths_all_tokens_count()
    {
        using var weight = _engine.Constant([1], new(1, 1));
        using var bias = _engine.Constant([0], new(1));
        using var input = _engine.Constant([1, 3], new(1, 2, 1));

        var open = new SequenceGate(new("w", weight), new("b", bias)).Of(input, ForwardContext.Evaluation).ToArray();

        Assert.Equal((Sigmoid(1) + Sigmoid(3)) / 2, open[0], 1e-6);
    }

    [Fact]
    public void It_scales_the_sequences_one_by_one()
    {
        using var states = _engine.Constant([1, 2, 3, 4, 5, 6, 7, 8], new(2, 2, 2));
        using var gate = _engine.Constant([0.5f, 2], new(2, 1));
        using var ones = _engine.Constant([1, 1], new(2, 1));

        Assert.Equal([0.5f, 1, 1.5f, 2, 10, 12, 14, 16], SequenceGate.Scaled(states, gate, ones).ToArray());
    }

    public void Dispose() => _engine.Dispose();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
