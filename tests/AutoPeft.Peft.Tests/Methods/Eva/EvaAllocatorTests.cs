using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Eva;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Eva;

public sealed class EvaAllocatorTests : IDisposable
{
    private static readonly EvaConfig Config = new()
    {
        Rank = 2,
        Alpha = 6,
        Targets = [ModuleKind.Query, ModuleKind.AttentionOutput, ModuleKind.FeedForwardDown],
    };

    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public EvaAllocatorTests() => _model = TinyBert.Load(_engine);

    [Fact]
    public void The_first_step_shares_the_mean_rank_out_unevenly_and_keeps_the_scale()
    {
        using var modules = PeftModules.Create(PeftConfig.Uniform([0, 1, 2], Config), _model, RandomKey.FromSeed(1));
        Step(modules, 1);

        var found = modules.FoldedConfig.Placements.Select(placement => (LoraConfig)placement.Method)
            .SelectMany(lora => lora.Targets.Select(_ => lora)).ToArray();

        Assert.Equal(9 * Config.Rank, found.Sum(lora => lora.Rank));
        Assert.True(found.Select(lora => lora.Rank).Distinct().Count() > 1, "All ranks are equal.");
        Assert.All(found, lora => Assert.InRange(lora.Rank, 1, Config.Size));
        Assert.All(found, lora => Assert.Equal(3, lora.Scale, 1e-9));
    }

    [Fact]
    public void Later_steps_change_nothing()
    {
        using var modules = PeftModules.Create(PeftConfig.Uniform([0, 1, 2], Config), _model, RandomKey.FromSeed(1));
        Step(modules, 1);
        var first = modules.FoldedConfig;
        var before = modules.State.Select(tensor => tensor.Tensor.ToArray()).ToArray();

        Step(modules, 2);

        Assert.Equal(first, modules.FoldedConfig);
        Assert.Equal(before, modules.State.Select(tensor => tensor.Tensor.ToArray()));
    }

    [Fact]
    public void With_a_largest_share_of_1_all_modules_get_the_same()
    {
        using var modules = PeftModules.Create(PeftConfig.Uniform([0, 1, 2], Config with { LargestShare = 1 }), _model, RandomKey.FromSeed(1));
        Step(modules, 1);

        Assert.All(modules.FoldedConfig.Placements, placement => Assert.Equal(2, ((LoraConfig)placement.Method).Rank));
    }

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    private void Step(PeftModules modules, int step)
    {
        using var scope = _engine.StepScope();
        var output = _model.Encode(TinyBert.Batch, new(modules.Extensions, Training: true, RandomKey.FromSeed(step)));
        output.Multiply(output).Sum().Backward();
        modules.BeforeUpdate(new(step, 10, 1e-3));
        modules.AfterUpdate(new(step, 10, 1e-3));
    }
}
