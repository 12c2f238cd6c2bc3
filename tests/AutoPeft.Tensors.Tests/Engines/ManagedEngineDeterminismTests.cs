using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

public sealed class ManagedEngineDeterminismTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_number_of_threads_gives_the_same_bits(int threads)
    {
        using var one = new ManagedEngine();
        using var several = new ManagedEngine(new ManagedEngineOptions(threads));

        Assert.Equal(Train(one, 1), Train(several, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Trials_at_the_same_time_give_the_same_bits_as_one_after_the_other(int threads)
    {
        using var engine = new ManagedEngine(new ManagedEngineOptions(threads));
        using var weight = Constant(engine, 50, 96, 48);
        var alone = Enumerable.Range(0, 4).Select(seed => Train(engine, seed, weight)).ToArray();
        var together = new float[4][];
        using var shared = Constant(engine, 50, 96, 48); // not packed yet: the trials race for it
        var trials = Enumerable.Range(0, 4).Select(seed => new Thread(() => together[seed] = Train(engine, seed, shared))).ToArray();

        Array.ForEach(trials, trial => trial.Start());
        Array.ForEach(trials, trial => trial.Join());

        Assert.Equal(alone, together);
    }

    private static Tensor Constant(ManagedEngine engine, int seed, params int[] extents)
    {
        var operand = Operand.Normal(seed, extents);
        return engine.Constant(operand.Floats, operand.Shape);
    }

    private static float[] Train(ManagedEngine engine, int seed)
    {
        using var weight = Constant(engine, 50, 96, 48);
        return Train(engine, seed, weight);
    }

    /// <summary>Three steps of a block with everything in it, large enough to be cut into chunks; returns what was trained.</summary>
    private static float[] Train(ManagedEngine engine, int seed, Tensor weight)
    {
        var block = new SmallBlock(engine, seed, weight);
        for (var step = 1; step <= 3; step++)
        {
            block.Step(step, RandomKey.FromSeed(seed).For(step));
        }

        return block.Trained();
    }
}
