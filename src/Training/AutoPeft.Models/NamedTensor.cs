using AutoPeft.Tensors.Operations;

namespace AutoPeft.Models;

/// <summary>A tensor with the name it has in a checkpoint.</summary>
/// <param name="Name">The full name, e.g. <c>bert.embeddings.word_embeddings.weight</c>.</param>
/// <param name="Tensor">The tensor.</param>
public sealed record NamedTensor(string Name, Tensor Tensor);
