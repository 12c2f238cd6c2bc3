using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats;

/// <summary>Everything an export is made of.</summary>
/// <param name="Recipe">How the modules came about; holds their configuration.</param>
/// <param name="Shape">The base model.</param>
/// <param name="Weights">The trained modules with our names, folded.</param>
/// <param name="Head">The trained head with its names in a checkpoint of the base model's classifier.</param>
public sealed record ExportRequest(
    Recipe Recipe, ModelShape Shape, ImmutableArray<TensorData> Weights, ImmutableArray<TensorData> Head)
{
    /// <summary>Files beside the format's own, such as a training script; they are sealed with the rest. Default none.</summary>
    public ImmutableArray<ExportFile> Extras { get; init; } = [];
}
