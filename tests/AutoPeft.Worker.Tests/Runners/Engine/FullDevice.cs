using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>The managed engine on a device that has no memory for the inputs of a step, and says so in its own way.</summary>
internal sealed class FullDevice : ITensorEngine
{
    public const string Words = "CUDA out of memory. Tried to allocate 2.00 GiB.";

    private readonly ManagedEngine _engine = new();

    public string Name => "full";

    public Tensor Constant(ReadOnlySpan<float> values, Shape shape) => _engine.Constant(values, shape);

    public Tensor StepConstant(ReadOnlySpan<float> values, Shape shape) => throw new NotSupportedException(Words);

    public Tensor Parameter(ReadOnlySpan<float> values, Shape shape) => _engine.Parameter(values, shape);

    public IDisposable NoGradient() => _engine.NoGradient();

    public IDisposable StepScope() => _engine.StepScope();

    public ILocalScope LocalScope() => _engine.LocalScope();

    public string? OutOfMemoryWords(Exception fault) => fault is NotSupportedException ? fault.Message : null;

    public void Dispose() => _engine.Dispose();
}
