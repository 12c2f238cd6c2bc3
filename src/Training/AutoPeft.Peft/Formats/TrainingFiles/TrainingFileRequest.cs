using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>Everything a training file is made of.</summary>
/// <param name="Recipe">What is trained; holds the configuration.</param>
/// <param name="Shape">The base model.</param>
/// <param name="Training">How it is trained.</param>
/// <param name="Head">The trained head, for the names of its modules.</param>
public sealed record TrainingFileRequest(
    Recipe Recipe, ModelShape Shape, RecipeTraining Training, ImmutableArray<TensorData> Head)
{
    /// <summary>How the texts are written and split. Default: a file of TSV for each split.</summary>
    public TrainingData Data { get; init; } = new();

    /// <summary>The modules of the head, which are trained and saved beside the PEFT modules.</summary>
    internal IEnumerable<string> HeadModules => HuggingFaceFormat.ModulesOf(Head);

    /// <summary>The training's seed, cut to the 32 bits that numpy takes.</summary>
    internal uint Seed => (uint)(Recipe.Seeds.GetValueOrDefault("training") & uint.MaxValue);

    /// <summary>What the base model is called; a placeholder when it has no name.</summary>
    internal string BaseModel => Recipe.Model.Name ?? "BASE_MODEL";
}
