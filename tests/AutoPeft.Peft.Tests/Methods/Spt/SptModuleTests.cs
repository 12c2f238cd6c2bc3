using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Lift;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.Spt;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Spt;

public sealed class SptModuleTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public SptModuleTests() => _model = TinyBert.Load(_engine);

    [Fact]
    public void The_first_step_moves_the_numbers_to_where_the_gradient_is_large_and_later_steps_leave_them()
    {
        using var modules = Create(new() { Count = 12, Rank = 0, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] });
        var before = modules.FoldedConfig;

        Step(modules, 1);
        var first = modules.FoldedConfig;
        Step(modules, 2);

        Assert.NotEqual(before, first);
        Assert.Equal(first, modules.FoldedConfig);
        Assert.Equal(6 * 12, first.Placements.Sum(placement => ((LiftConfig)placement.Method).Count * ((LiftConfig)placement.Method).Targets.Count));
        Assert.True(first.Placements.Select(placement => ((LiftConfig)placement.Method).Count).Distinct().Count() > 1, "All counts are equal.");
    }

    [Fact]
    public void Where_many_elements_are_sensitive_there_is_an_update_of_low_rank()
    {
        using var modules = Create(new() { Count = 40, Rank = 2, Alpha = 4, Targets = [ModuleKind.Query, ModuleKind.FeedForwardUp] });
        Step(modules, 1);
        Scramble(modules);

        using var restored = PeftModules.Restore(modules.FoldedConfig, _model, modules.Folded());

        Assert.Contains(modules.FoldedConfig.Placements, placement => placement.Method is LoraConfig { Rank: 2, Alpha: 4 });
        Assert.Contains(modules.FoldedConfig.Placements, placement => placement.Method is LiftConfig);
        Assert.All(Outputs(modules).Zip(Outputs(restored)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    private static void Scramble(PeftModules modules)
    {
        foreach (var (name, tensor) in modules.Parameters)
        {
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => (float)RandomKey.FromSeed(3).For(name).Normal(i))]);
        }
    }

    private PeftModules Create(SptConfig config) => PeftModules.Create(PeftConfig.Uniform([0, 1, 2], config), _model, RandomKey.FromSeed(1));

    private void Step(PeftModules modules, int step)
    {
        using var scope = _engine.StepScope();
        var output = _model.Encode(TinyBert.Batch, new(modules.Extensions, Training: true, RandomKey.FromSeed(step)));
        output.SelectToken(0).Multiply(output.SelectToken(1)).Sum().Backward();
        modules.BeforeUpdate(new(step, 10, 1e-3));
        modules.AfterUpdate(new(step, 10, 1e-3));
    }

    private float[] Outputs(PeftModules modules)
    {
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();

        return _model.Encode(TinyBert.Batch, new(modules.Extensions, Training: false, default)).ToArray();
    }
}
