#if TORCHSHARP
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Tensors;

namespace AutoPeft.Tensors.TorchSharp.Tests.Models;

/// <summary>Every PEFT method computes on libtorch what it computes on the managed engine.</summary>
public sealed class PeftMethodsOnTorchTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    public static TheoryData<string> Methods => [.. MethodRegistry.BuiltIn.Methods.Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Outputs_and_gradients_are_those_of_the_managed_engine(string method) => Agree(method, new TorchEngineOptions());

    [Theory]
    [MemberData(nameof(Methods))]
    public void Layers_that_are_computed_again_give_the_same(string method) => Agree(method, new TorchEngineOptions(Recompute: true));

    private static void Agree(string method, TorchEngineOptions options)
    {
        using var managed = new ManagedEngine();
        using var torch = new TorchEngine(options);
        using var model = TinyBert.Load(managed);
        var config = PeftConfig.Uniform([0, 2], Smallest(method, model.Shape));

        var expected = Compute(managed, config);
        var actual = Compute(torch, config);

        OperationCheck.Close(ToDoubles(expected.Output), actual.Output, "output", 1e-4);
        Assert.Equal(expected.Gradients.Keys, actual.Gradients.Keys);
        foreach (var (name, gradient) in expected.Gradients)
        {
            OperationCheck.Close(ToDoubles(gradient), actual.Gradients[name], $"gradient of {name}", 1e-4);
        }
    }

    /// <summary>The method with its smallest size from 2 on that fits the model.</summary>
    private static MethodConfig Smallest(string name, ModelShape shape)
    {
        var method = MethodRegistry.BuiltIn.Methods.Single(candidate => candidate.Name == name);

        return Enumerable.Range(2, 3)
            .Select(size => Bound(method, (int)Math.Min(size, method.Size.Range!.Maximum)))
            .First(config => !config.Misfits(shape, 0).Any());
    }

    private static MethodConfig Bound(PeftMethod method, SettingValue size)
    {
        var faults = new List<Fault>();
        var config = method.Bind(new([KeyValuePair.Create(method.Size.Name, size)]), new("test"), faults);

        return config ?? throw new InvalidInputException([.. faults]);
    }

    private static (float[] Output, SortedDictionary<string, float[]> Gradients) Compute(ITensorEngine engine, PeftConfig config)
    {
        using var model = TinyBert.Load(engine);
        using var modules = PeftModules.Create(config, model, Key);
        foreach (var (name, tensor) in modules.Parameters)
        {
            var key = RandomKey.FromSeed(5).For(name);
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Shape.Count).Select(i => (float)(0.5 * key.Normal(i)))]);
        }

        using var scope = engine.StepScope();
        var output = model.Encode(TinyBert.Batch, new(modules.Extensions, Training: true, Key));
        using var weights = engine.Constant(Operand.Normal(3, output.Shape.Count).Floats, output.Shape);
        output.Multiply(weights).Sum().Scale(0.1f).Backward();

        return (output.ToArray(), new(modules.Parameters.ToDictionary(item => item.Name, item => item.Tensor.Gradient!.ToArray())));
    }

    private static double[] ToDoubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
#endif
