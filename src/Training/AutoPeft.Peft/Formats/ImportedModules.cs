using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Formats;

/// <summary>What an export holds, in our terms.</summary>
/// <param name="Config">The configuration as the target's own files describe it.</param>
/// <param name="Weights">The modules' tensors with our names, folded.</param>
/// <param name="Head">
/// The head's tensors with their names in a checkpoint of the base model's classifier; may be empty.
/// </param>
public sealed record ImportedModules(PeftConfig Config, ImmutableArray<TensorData> Weights, ImmutableArray<TensorData> Head);
