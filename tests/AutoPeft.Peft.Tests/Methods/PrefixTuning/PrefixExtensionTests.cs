using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Tests.Methods.PrefixTuning;

public sealed class PrefixExtensionTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void Attention_over_a_direct_prefix_is_that_of_PyTorch()
    {
        using var numbers = new ReferenceNumbers("prefix", _engine);
        using var scope = _engine.StepScope();
        var prefix = new DirectPrefix(new("keys", numbers["keys"]), new("values", numbers["values"]));

        numbers.Confirm(Attend(numbers, prefix));
    }

    [Fact]
    public void Attention_over_a_reparameterised_prefix_is_that_of_PyTorch()
    {
        using var numbers = new ReferenceNumbers("prefix_reparameterized", _engine);
        using var scope = _engine.StepScope();
        NamedTensor[] Named(params string[] names) => [.. names.Select(name => new NamedTensor(name, numbers[name]))];
        var network = new PrefixNetwork(Named("embedding", "network.weight", "network.bias"));
        var prefix = new ReparameterizedPrefix(network, Named("keys.weight", "keys.bias", "values.weight", "values.bias"));

        numbers.Confirm(Attend(numbers, prefix));
    }

    public void Dispose() => _engine.Dispose();

    private static Tensor Attend(ReferenceNumbers numbers, IAttentionExtension prefix)
    {
        var context = ForwardContext.Evaluation;
        var mask = new AttentionMask([4, 2], PrefixLength: prefix.Length);

        return numbers["query"].Attention(
            numbers["key"].Prepend(prefix.Keys(context)), numbers["value"].Prepend(prefix.Values(context)), mask, heads: 2);
    }
}
