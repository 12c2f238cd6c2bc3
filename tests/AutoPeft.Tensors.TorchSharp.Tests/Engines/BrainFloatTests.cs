#if TORCHSHARP
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.TorchSharp.Tests.Engines;

public sealed class BrainFloatTests : IDisposable
{
    /// <summary>16-bit brain floats have 8 significant bits: rounding an operand changes it by up to 2⁻⁹ of itself.</summary>
    private const double Tolerance = 2e-2;

    private readonly TorchEngine _full = new();
    private readonly TorchEngine _brain = new(new TorchEngineOptions(Precision: ComputePrecision.BrainFloat));

    [Fact]
    public void A_network_and_its_gradients_are_near_those_of_32_bits()
    {
        var (expectedLoss, expected) = Network(_full);
        var (loss, actual) = Network(_brain);

        Assert.NotEqual(expectedLoss, loss);
        Assert.Equal(expectedLoss, loss, Tolerance);
        for (var i = 0; i < expected.Length; i++)
        {
            OperationCheck.Close(Array.ConvertAll(expected[i], value => (double)value), actual[i], $"gradient {i}", Tolerance);
        }
    }

    [Fact]
    public void Products_round_their_operands()
    {
        using var scope = _brain.StepScope();
        using var x = _brain.Constant([1.001f], new(1, 1)); // between two neighbours, 1 and 1.0078125
        using var weight = _brain.Constant([1], new(1, 1));

        Assert.Equal(1, x.Linear(weight).Item());
        Assert.Equal(1.001f, x.Item());
    }

    [Fact]
    public void Trained_weights_take_steps_too_small_for_16_bits()
    {
        using var leaf = _brain.Parameter([1, 1], new(1, 2));
        using var first = _brain.Constant([0, 0], leaf.Shape);
        using var second = _brain.Constant([0, 0], leaf.Shape);
        for (var step = 1; step <= 10; step++)
        {
            using var scope = _brain.StepScope();
            using var x = _brain.StepConstant([1, 2], new(1, 2));
            x.Linear(leaf).Sum().Backward();
            leaf.ApplyAdamW(first, second, new AdamWStep(step, 1e-5f, 0.9f, 0.999f, 1e-8f, 0, 1));
            leaf.ClearGradient();
        }

        Assert.All(leaf.ToArray(), value => Assert.Equal(1 - 1e-4, value, 1e-6));
    }

    [Fact]
    public void A_frozen_weight_that_is_overwritten_is_rounded_anew()
    {
        using var scope = _brain.StepScope();
        using var x = _brain.Constant([1], new(1, 1));
        using var weight = _brain.Constant([2], new(1, 1));
        Assert.Equal(2, x.Linear(weight).Item());

        weight.CopyFrom([3]);

        Assert.Equal(3, x.Linear(weight).Item());
    }

    public void Dispose()
    {
        _full.Dispose();
        _brain.Dispose();
    }

    private static (float Loss, float[][] Gradients) Network(TorchEngine engine)
    {
        Operand[] starts = [Operand.Normal(1, 12, 8), Operand.Normal(2, 12), Operand.Normal(3, 12), Operand.Normal(4, 12), Operand.Normal(5, 3, 12)];
        var leaves = Array.ConvertAll(starts, start => engine.Parameter(start.Floats, start.Shape));
        var frozen = Operand.Normal(6, 12, 12);
        using var weight = engine.Constant(frozen.Floats, frozen.Shape);
        using var scope = engine.StepScope();
        var x = engine.StepConstant(Operand.Normal(7, 2, 4, 8).Floats, new(2, 4, 8)).Linear(leaves[0], leaves[1]).Scale(0.3f);
        var attended = x.Attention(x.Linear(weight).Scale(0.3f), x, new([4, 3], Causal: true), heads: 2);
        var hidden = attended.Add(x).LayerNorm(leaves[2], leaves[3], 1e-5f).Gelu();
        var loss = hidden.SelectToken(2).Linear(leaves[4]).Scale(0.3f).CrossEntropy([0, 2]);
        loss.Backward();

        return (loss.Item(), Array.ConvertAll(leaves, leaf => leaf.Gradient!.ToArray()));
    }
}
#endif
