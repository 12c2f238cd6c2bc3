using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Models;

namespace AutoPeft.Peft.Tests.Modules;

/// <summary>Modules of every kind of place on every model family.</summary>
public sealed class FamilyTests : IDisposable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    private readonly ManagedEngine _engine = new();

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var family in (string[])["bert", "roberta", "distilbert", "gpt2", "llama"])
        {
            foreach (var method in (string[])["lora", "serial", "double_serial", "parallel", "prefix"])
            {
                cases.Add(family, method);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Costs_are_those_of_the_real_tensors(string family, string method)
    {
        using var reference = new TransformerReference(family);
        using var model = TransformerLoader.Load(_engine, reference.ModelFolder, trainable: false);
        var config = Config(model.Shape, method);
        using var modules = PeftModules.Create(config, model, Key);

        var costs = CostModel.Of(config, model.Shape, new(2, 4));

        Assert.Equal(modules.Parameters.Sum(parameter => (long)parameter.Tensor.Shape.Count), costs.TrainableParameters);
        Assert.Equal(modules.Folded().Sum(tensor => (long)tensor.Values.Length), costs.SavedParameters);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_parameter_is_trained_and_nothing_else(string family, string method)
    {
        using var reference = new TransformerReference(family);
        using var model = TransformerLoader.Load(_engine, reference.ModelFolder, trainable: false);
        using var modules = PeftModules.Create(Config(model.Shape, method), model, Key);
        foreach (var (name, tensor) in modules.Parameters)
        {
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => 0.3f * (float)Key.For(name).Normal(i))]);
        }

        using var scope = _engine.StepScope();
        var hidden = model.Encode(reference.Batch, new ForwardContext(modules.Extensions, Training: false, default));
        hidden.SelectToken(3).Multiply(hidden.SelectToken(2)).Sum().Backward();

        Assert.All(modules.Parameters, parameter => Assert.True(parameter.Tensor.GradientSquaredNorm() > 0, parameter.Name));
        Assert.All(model.Weights, weight => Assert.Null(weight.Tensor.Gradient));
    }

    public void Dispose() => _engine.Dispose();

    private static PeftConfig Config(ModelShape shape, string method)
    {
        var every = shape.Modules.Where(module => module.Layer == 0).Select(module => module.Kind);

        return PeftConfig.Uniform([0, 1], method switch
        {
            "lora" => new LoraConfig { Rank = 3, Targets = ModuleKindSet.Of([.. every]) },
            "serial" => new SerialAdapterConfig { BottleneckSize = 5 },
            "double_serial" => new SerialAdapterConfig { BottleneckSize = 5, Placement = BottleneckPlacement.Both, Input = SerialInput.Output },
            "parallel" => new ParallelAdapterConfig { BottleneckSize = 5 },
            _ => new PrefixTuningConfig { PrefixLength = 2 },
        });
    }
}
