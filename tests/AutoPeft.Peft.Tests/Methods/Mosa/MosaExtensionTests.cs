using AutoPeft.Models;
using AutoPeft.Peft.Methods.Mosa;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.Mosa;

public sealed class MosaExtensionTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public MosaExtensionTests() => _model = TinyBert.Load(_engine);

    [Fact]
    public void What_is_measured_is_the_parallel_adapter_of_all_experts()
    {
        using var modules = Create(experts: 3);

        using var whole = PeftModules.Restore(modules.FoldedConfig, _model, modules.Folded());

        Assert.IsType<ParallelAdapterConfig>(modules.FoldedConfig.Placements[0].Method);
        Assert.Equal(Outputs(whole, Evaluation), Outputs(modules, Evaluation));
    }

    [Fact]
    public void Steps_draw_experts_by_their_key()
    {
        using var modules = Create(experts: 5);

        var steps = Enumerable.Range(0, 12).Select(step => Outputs(modules, Step(step))).ToArray();

        Assert.Equal(steps[3], Outputs(modules, Step(3)));
        Assert.True(steps.DistinctBy(outputs => outputs[0]).Count() > 3);
        Assert.NotEqual(Outputs(modules, Evaluation), steps[0]);
    }

    [Fact]
    public void With_one_expert_a_step_trains_the_parallel_adapter()
    {
        using var modules = Create(experts: 1);

        Assert.Equal(Outputs(modules, Evaluation), Outputs(modules, Step(0)));
    }

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    private static (bool IsTraining, RandomKey Key) Evaluation => (false, default);

    private static (bool IsTraining, RandomKey Key) Step(int step) => (true, RandomKey.FromSeed(8).For(step));

    private PeftModules Create(int experts)
    {
        var modules = PeftModules.Create(
            PeftConfig.Uniform([1], new MosaConfig { BottleneckSize = 4, Experts = experts }), _model, RandomKey.FromSeed(2));
        foreach (var (name, tensor) in modules.Parameters)
        {
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => (float)RandomKey.FromSeed(3).For(name).Normal(i))]);
        }

        return modules;
    }

    private float[] Outputs(PeftModules modules, (bool IsTraining, RandomKey Key) pass)
    {
        using var scope = _engine.StepScope();
        using var constant = _engine.NoGradient();

        return _model.Encode(TinyBert.Batch, new(modules.Extensions, pass.IsTraining, pass.Key)).ToArray();
    }
}
