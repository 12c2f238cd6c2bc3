using AutoPeft.Models;
using AutoPeft.Peft.Methods.Ist;
using AutoPeft.Peft.Methods.Lisa;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Allocation;

public sealed class SampledModuleTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly ITransformer _model;

    public SampledModuleTests() => _model = TinyBert.Load(_engine);

    public static TheoryData<MethodConfig> Schedules =>
        [new LisaConfig { Rank = 2, ActiveLayers = 2, Interval = 3 }, new IstConfig { Rank = 2, ActiveLayers = 2, Interval = 3 }];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void A_step_keeps_the_gradients_of_so_many_layers(MethodConfig config)
    {
        using var modules = Create(config);

        var active = Enumerable.Range(1, 30).Select(step => ActiveIn(modules, step)).ToArray();

        Assert.All(active, layers => Assert.Equal(2, layers.Split(' ').Length));
        Assert.True(active.Distinct().Count() > 1, "Always the same layers are trained.");
    }

    [Fact]
    public void Lisa_draws_other_layers_after_each_interval_only()
    {
        using var modules = Create(new LisaConfig { Rank = 2, ActiveLayers = 1, Interval = 5 });

        var active = Enumerable.Range(1, 40).Select(step => ActiveIn(modules, step)).ToArray();

        Assert.All(active.Chunk(5), interval => Assert.Single(interval.Distinct()));
        Assert.Equal(3, active.Distinct().Count());
    }

    [Fact]
    public void Ist_goes_on_from_the_scores_of_a_checkpoint()
    {
        using var modules = Create(new IstConfig { Rank = 2, ActiveLayers = 1, Interval = 100 });

        Assert.Single(modules.State).Tensor.CopyFrom([30, 30, -30]); // the loss does without the first two layers

        Assert.All(Enumerable.Range(1, 20).Select(step => ActiveIn(modules, step)), layer => Assert.Equal("2", layer));
    }

    [Fact]
    public void Ist_keeps_its_scores_for_checkpoints()
    {
        using var modules = Create(new IstConfig { Rank = 2, Interval = 1 });
        for (var step = 1; step <= 4; step++)
        {
            ActiveIn(modules, step);
        }

        var scores = Assert.Single(modules.State);
        Assert.Equal("layers.0.ist.scores", scores.Name);
        Assert.Contains(scores.Tensor.ToArray(), score => score != 0);
    }

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
    }

    private PeftModules Create(MethodConfig config)
    {
        var modules = PeftModules.Create(PeftConfig.Uniform([0, 1, 2], config), _model, RandomKey.FromSeed(6));
        foreach (var (name, tensor) in modules.Parameters)
        {
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => (float)RandomKey.FromSeed(3).For(name).Normal(i))]);
        }

        return modules;
    }

    private string ActiveIn(PeftModules modules, int step)
    {
        using var scope = _engine.StepScope();
        var output = _model.Encode(TinyBert.Batch, new(modules.Extensions, Training: true, RandomKey.FromSeed(step)));
        output.Multiply(output).Sum().Backward();
        modules.BeforeUpdate(new(step, 40, 1e-3));
        var layers = modules.Parameters.Where(parameter => parameter.Tensor.Gradient is not null)
            .Select(parameter => parameter.Name.Split('.')[1]).Distinct().ToArray();
        foreach (var parameter in modules.Parameters)
        {
            parameter.Tensor.ClearGradient();
        }

        return string.Join(' ', layers);
    }
}
