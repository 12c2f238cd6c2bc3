using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Tests.Modules;

/// <summary>
/// Serial and parallel bottlenecks in AutoPEFT's formula <c>Norm(SA(Norm(h + x)) + h + 4 PA(x) + x)</c>.
/// </summary>
public sealed class BottleneckTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void A_serial_adapter_computes_what_PyTorch_does() => Confirm("serial_adapter", [Serial]);

    [Fact]
    public void A_parallel_adapter_computes_what_PyTorch_does() => Confirm("parallel_adapter", [Parallel]);

    [Fact]
    public void Both_in_one_layer_compute_what_PyTorch_does() => Confirm("serial_and_parallel_adapter", [Serial, Parallel]);

    public void Dispose() => _engine.Dispose();

    private static SerialAdapterExtension Serial(ReferenceNumbers numbers) => new(Bottleneck(numbers, "serial_adapter", 1));

    private static ParallelAdapterExtension Parallel(ReferenceNumbers numbers) => new(Bottleneck(numbers, "parallel_adapter", 4));

    private static Bottleneck Bottleneck(ReferenceNumbers numbers, string name, double scale) => new(
        [.. ((string[])["down.weight", "down.bias", "up.weight", "up.bias"]).Select(part =>
            new NamedTensor(part, numbers[$"{name}.{part}"]))],
        BottleneckActivation.Relu,
        scale);

    private void Confirm(string name, Func<ReferenceNumbers, ISublayerExtension>[] extensions)
    {
        using var numbers = new ReferenceNumbers(name, _engine);
        using var scope = _engine.StepScope();
        Tensor Normalize(Tensor h) => h.Add(numbers["x"]).LayerNorm(numbers["norm.weight"], numbers["norm.bias"], 1e-12f);
        var state = new SublayerState(numbers["x"], numbers["h"], Normalize);

        var sum = extensions.Aggregate(
            numbers["h"], (total, extension) => total.Add(extension(numbers).Addition(state, ForwardContext.Evaluation)));

        numbers.Confirm(Normalize(sum));
    }
}
