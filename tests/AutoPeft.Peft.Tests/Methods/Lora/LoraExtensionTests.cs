using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class LoraExtensionTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void Forward_and_gradients_are_those_of_PyTorch()
    {
        using var numbers = new ReferenceNumbers("lora", _engine);
        using var scope = _engine.StepScope();
        var extension = Extension(numbers, new() { Rank = 2, Alpha = 5 });

        numbers.Confirm(extension.Extend(
            numbers["x"], numbers["x"].Linear(numbers["weight"], numbers["bias"]), ForwardContext.Evaluation));
    }

    [Fact]
    public void Dropout_acts_in_training_only_and_on_the_update_only()
    {
        using var numbers = new ReferenceNumbers("lora", _engine);
        using var scope = _engine.StepScope();
        var extension = Extension(numbers, new() { Rank = 2, Alpha = 5, DropoutFraction = 0.999 });
        var frozen = numbers["x"].Linear(numbers["weight"], numbers["bias"]);
        var training = new ForwardContext(ModelExtensions.None, Training: true, RandomKey.FromSeed(1));

        var trained = extension.Extend(numbers["x"], frozen, training).ToArray();
        var evaluated = extension.Extend(numbers["x"], frozen, training with { Training = false }).ToArray();

        Assert.Equal(frozen.ToArray(), trained);
        Assert.NotEqual(frozen.ToArray(), evaluated);
    }

    public void Dispose() => _engine.Dispose();

    private static LoraExtension Extension(ReferenceNumbers numbers, LoraConfig config) =>
        new((new NamedTensor("a", numbers["a"]), new NamedTensor("b", numbers["b"])), start: null, config, "test");
}
