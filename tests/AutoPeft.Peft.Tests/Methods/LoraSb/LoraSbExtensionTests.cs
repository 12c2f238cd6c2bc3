using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.LoraSb;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.LoraSb;

public sealed class LoraSbExtensionTests
{
    [Fact]
    public void The_first_batch_starts_the_update_as_the_best_of_its_rank_of_one_signed_step()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        using var modules = PeftModules.Create(
            PeftConfig.Uniform([1], new LoraSbConfig { Rank = 8, Targets = [ModuleKind.Query] }), model, RandomKey.FromSeed(1));
        using (engine.StepScope())
        {
            var output = model.Encode(TinyBert.Batch, new(modules.Extensions, Training: true, default));
            output.Multiply(output).Multiply(output).Sum().Backward();
            modules.BeforeUpdate(new(1, 10, 0.5));
        }

        var folded = modules.Folded();
        var (a, b) = (DenseMatrix.Of(folded[0].Values.Span, 8, 8), DenseMatrix.Of(folded[1].Values.Span, 8, 8));
        var update = b.TimesTransposed(a.Transposed()).ToFloats();

        // Of full rank it is the step itself: every element is the learning rate, with a sign.
        Assert.All(update, value => Assert.Equal(0.5, Math.Abs(value), 1e-4));
        Assert.Null(modules.Parameters[0].Tensor.Gradient);
    }
}
