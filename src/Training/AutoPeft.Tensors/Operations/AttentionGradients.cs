using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>Where an attention's gradients go; null for an operand that requires none.</summary>
internal sealed record AttentionGradients(TensorBuffer? Query, TensorBuffer? Key, TensorBuffer? Value);
