using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.Tests.Engines;

public sealed class ManagedEngineMemoryTests
{
    [Fact]
    public void A_steady_step_allocates_no_arrays_of_elements()
    {
        using var engine = new ManagedEngine();
        var operand = Operand.Normal(50, 96, 48);
        using var weight = engine.Constant(operand.Floats, operand.Shape);
        var block = new SmallBlock(engine, 1, weight);
        Steps(block, 1, 5);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Steps(block, 6, 10);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // About 50 operations a step, each with a tensor, a tape entry and a few closures; the smallest of the activations
        // alone has 12 · 33 · 48 floats, 76 KB.
        Assert.InRange(allocated / 10, 0, 40_000);
    }

    [Fact]
    public void Memory_of_a_step_without_gradients_is_given_back_as_results_are_disposed()
    {
        using var engine = new ManagedEngine();
        using var x = engine.Constant(new float[1 << 20], new(1 << 20));
        using var scope = engine.StepScope();
        var warm = x.Scale(2);
        warm.Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            x.Scale(2).Dispose();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void The_backward_pass_of_a_frozen_product_keeps_no_input()
    {
        using var engine = new ManagedEngine();
        using var x = engine.Parameter(new float[1 << 20], new(1 << 16, 16));
        using var weight = engine.Constant(new float[32], new(2, 16));
        using var scope = engine.StepScope();
        var input = x.Scale(2);
        input.Linear(weight);
        input.Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        x.Scale(2);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20); // the result alone has 4 MB
    }

    [Fact]
    public void Inputs_of_steps_take_the_memory_of_one()
    {
        using var engine = new ManagedEngine();
        var values = new float[1 << 20];
        engine.StepConstant(values, new(1 << 20));

        long allocated = 0;
        for (var step = 0; step < 10; step++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var scope = engine.StepScope();
            engine.StepConstant(values, new(1 << 20));
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated, 0, 5 << 20);
    }

    [Fact]
    public void A_graph_is_let_go_when_its_scope_ends()
    {
        using var engine = new ManagedEngine();
        using var x = engine.Parameter([1, 2], new(2));
        var (loss, inner) = Compute(engine, x);

        GC.Collect();

        Assert.False(inner.IsAlive);
        Assert.NotNull(loss);
    }

    private static void Steps(SmallBlock block, int first, int count)
    {
        for (var step = first; step < first + count; step++)
        {
            block.Step(step, RandomKey.FromSeed(step));
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static (Tensor Loss, WeakReference Inner) Compute(ManagedEngine engine, Tensor x)
    {
        using var scope = engine.StepScope();
        var inner = x.Scale(2);
        var loss = inner.Sum();
        loss.Backward();
        return (loss, new WeakReference(inner));
    }
}
