using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.PromptTuning;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Methods.PromptTuning;

public sealed class PromptExtensionTests
{
    [Fact]
    public void The_outputs_are_those_of_the_text_alone()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        using var modules = PeftModules.Create(
            PeftConfig.Uniform([0], new PromptTuningConfig { PromptLength = 3 }), model, RandomKey.FromSeed(2));
        using var scope = engine.StepScope();
        var context = new ForwardContext(modules.Extensions, Training: false, default);

        Assert.Equal(model.Encode(TinyBert.Batch, ForwardContext.Evaluation).Shape, model.Encode(TinyBert.Batch, context).Shape);
    }

    [Fact]
    public void Wherever_it_is_placed_it_acts_once_in_front_of_all_layers() => Assert.Equal(
        PeftConfig.Uniform([0], new PromptTuningConfig()), PeftConfig.Uniform([0, 1, 2], new PromptTuningConfig()));

    [Fact]
    public void It_goes_through_all_layers_at_once()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        using var modules = PeftModules.Create(PeftConfig.Uniform([0], new PromptTuningConfig()), model, default);
        using var scope = engine.StepScope();
        var context = new ForwardContext(modules.Extensions, Training: false, default);
        var embedded = model.Embed(TinyBert.Batch, context);

        Assert.Throws<InvalidOperationException>(() => model.RunLayers(embedded, ..1, TinyBert.Batch, context));
    }

    [Fact]
    public void Prompts_and_prefixes_work_together()
    {
        using var engine = new ManagedEngine(new() { Threads = 1 });
        using var model = TinyBert.Load(engine);
        var config = PeftConfig.Uniform([0, 1, 2], new PromptTuningConfig { PromptLength = 2 }, new PrefixTuningConfig { PrefixLength = 3 });
        using var modules = PeftModules.Create(config, model, RandomKey.FromSeed(2));
        using var scope = engine.StepScope();

        var outputs = model.Encode(TinyBert.Batch, new(modules.Extensions, Training: false, default)).ToArray();

        Assert.All(outputs, value => Assert.True(float.IsFinite(value)));
    }
}
