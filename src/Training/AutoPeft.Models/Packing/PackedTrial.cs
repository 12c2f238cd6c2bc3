using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models.Packing;

/// <summary>One of several trials that go through the layers of a model together.</summary>
/// <param name="Entering">The hidden states that enter its first layer, [B, T, C].</param>
/// <param name="FirstLayer">Its first layer; the number of layers when only its head is left.</param>
/// <param name="Batch">The tokens they belong to.</param>
/// <param name="Context">Its own forward pass: its modules, its key.</param>
public sealed record PackedTrial(Tensor Entering, int FirstLayer, TokenBatch Batch, ForwardContext Context);
