using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A file with which another tool trains a recipe again; it holds no weights. Stateless and safe for concurrent use.</summary>
public interface ITrainingFileFormat
{
    /// <summary>The name users write, e.g. <c>axolotl</c>.</summary>
    string Name { get; }

    /// <summary>What reads it, e.g. <c>Axolotl</c>.</summary>
    string Title { get; }

    /// <summary>Whether the tool can train a recipe, and how faithfully.</summary>
    ExportVerdict Judge(Recipe recipe, ModelShape shape);

    /// <summary>The file. Equal requests give equal bytes.</summary>
    /// <exception cref="ArgumentException">The tool cannot train the configuration.</exception>
    ExportFile Write(TrainingFileRequest request);
}
