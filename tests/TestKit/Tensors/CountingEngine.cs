using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.TestKit.Tensors;

/// <summary>Computes with another engine and counts what it is asked for. Owns the other engine.</summary>
/// <param name="inner">What computes.</param>
public sealed class CountingEngine(ITensorEngine inner) : ITensorEngine
{
    /// <summary>What tensors of this engine were asked for so far.</summary>
    public OperationCount Count { get; } = new();

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public Tensor Constant(ReadOnlySpan<float> values, Shape shape) => new CountingTensor(inner.Constant(values, shape), Count);

    /// <inheritdoc/>
    public Tensor StepConstant(ReadOnlySpan<float> values, Shape shape) => new CountingTensor(inner.StepConstant(values, shape), Count);

    /// <inheritdoc/>
    public Tensor Parameter(ReadOnlySpan<float> values, Shape shape) => new CountingTensor(inner.Parameter(values, shape), Count);

    /// <inheritdoc/>
    public IDisposable NoGradient() => inner.NoGradient();

    /// <inheritdoc/>
    public IDisposable StepScope() => inner.StepScope();

    /// <inheritdoc/>
    public ILocalScope LocalScope() => new Scope(inner.LocalScope());

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    private sealed class Scope(ILocalScope inner) : ILocalScope
    {
        public Tensor Keep(Tensor result)
        {
            inner.Keep(((CountingTensor)result).Inner);

            return result;
        }

        public void Dispose() => inner.Dispose();
    }
}
