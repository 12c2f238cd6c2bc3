using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Autograd;

/// <summary>How a result came about: what it was made from and how to send a gradient back.</summary>
/// <param name="Number">Creation number: an operand's number is less than its result's.</param>
/// <param name="Operands">What it was made from. Those that require no gradient are passed over.</param>
/// <param name="Saved">Buffers that <paramref name="Backward"/> reads; held until the scope ends.</param>
/// <param name="Backward">Given the gradient of the result, adds to the gradients of the operands that require one.</param>
internal sealed record TapeEntry(
    long Number, ManagedTensor[] Operands, TensorBuffer[] Saved, Action<TensorBuffer> Backward);
