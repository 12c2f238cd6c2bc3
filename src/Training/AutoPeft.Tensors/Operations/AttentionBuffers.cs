using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>What an attention reads: query [B, T, C], key and value [B, S, C], and maximum and sum of each row of the softmax, [B, H, T, 2].</summary>
internal sealed record AttentionBuffers(TensorBuffer Query, TensorBuffer Key, TensorBuffer Value, TensorBuffer Statistics);
