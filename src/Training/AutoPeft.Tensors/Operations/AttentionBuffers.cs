using AutoPeft.Tensors.Memory;

namespace AutoPeft.Tensors.Operations;

/// <summary>What an attention reads: query [B, T, C], key and value [B, S, C], and log Σ exp of each row of scores, [B, H, T].</summary>
internal sealed record AttentionBuffers(TensorBuffer Query, TensorBuffer Key, TensorBuffer Value, TensorBuffer LogSums);
