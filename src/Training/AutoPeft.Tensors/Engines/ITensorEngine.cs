using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Engines;

/// <summary>Makes tensors and decides how long they live. Implemented by the managed engine and by TorchSharp.</summary>
/// <remarks>
/// One engine serves a process; several trials may use it at the same time, each from its own thread. Scopes and
/// <see cref="NoGradient"/> belong to the calling thread: keep a training step on one thread.
/// </remarks>
public interface ITensorEngine : IDisposable
{
    /// <summary>The engine's name as users write it: <c>managed</c>, <c>torchsharp</c>.</summary>
    string Name { get; }

    /// <summary>A constant leaf. It survives step scopes and lives until it is disposed; large weights may be packed once.</summary>
    Tensor Constant(ReadOnlySpan<float> values, Shape shape);

    /// <summary>A constant that is freed with the results of the enclosing <see cref="StepScope"/>: the input of one step.</summary>
    Tensor StepConstant(ReadOnlySpan<float> values, Shape shape);

    /// <summary>A trainable leaf: requires a gradient, survives step scopes, lives until it is disposed.</summary>
    Tensor Parameter(ReadOnlySpan<float> values, Shape shape);

    /// <summary>Operations on this thread record nothing for <see cref="Tensor.Backward"/> until the result is disposed.</summary>
    IDisposable NoGradient();

    /// <summary>Every result of an operation on this thread is freed when the returned scope is disposed. Scopes nest.</summary>
    IDisposable StepScope();

    /// <summary>
    /// For a part of a step, such as a layer: when the returned scope is disposed, results of operations on this thread inside
    /// it give their memory back, except those kept. A backward pass may still go through them. Scopes nest.
    /// </summary>
    ILocalScope LocalScope();

    /// <summary>
    /// Computes a part of a model, such as a layer. An engine may keep only the input for the backward pass and compute the part
    /// again there, for less memory; this one keeps what it computed.
    /// </summary>
    /// <param name="input">What enters the part.</param>
    /// <param name="part">The part; pure, for it may be called twice.</param>
    /// <returns>What <paramref name="part"/> makes of <paramref name="input"/>.</returns>
    Tensor Recompute(Tensor input, Func<Tensor, Tensor> part)
    {
        ArgumentNullException.ThrowIfNull(part);

        return part(input);
    }

    /// <summary>What the engine says of memory that ran out, if that is what an exception means; null if it means something else.</summary>
    string? OutOfMemoryWords(Exception fault) => (fault as OutOfMemoryException)?.Message;
}
