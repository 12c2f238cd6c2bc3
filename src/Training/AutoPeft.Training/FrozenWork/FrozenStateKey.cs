using AutoPeft.Models;

namespace AutoPeft.Training.FrozenWork;

/// <summary>What hidden states depend on.</summary>
/// <param name="Model">The model, by identity.</param>
/// <param name="Data">The dataset's key: content, tokenisation and length.</param>
/// <param name="Layers">How many layers they have passed.</param>
internal readonly record struct FrozenStateKey(ITransformer Model, string Data, int Layers);
