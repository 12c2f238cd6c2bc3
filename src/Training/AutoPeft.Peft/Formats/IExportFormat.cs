using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats;

/// <summary>
/// A file format that trained modules are exported to and read back from. Stateless and safe for concurrent use.
/// </summary>
public interface IExportFormat
{
    /// <summary>The name users write, e.g. <c>hf_peft</c>.</summary>
    string Name { get; }

    /// <summary>What loads it, e.g. <c>Hugging Face PEFT</c>.</summary>
    string Title { get; }

    /// <summary>Whether the format can hold a configuration, and how faithfully.</summary>
    ExportVerdict Judge(PeftConfig config, ModelShape shape);

    /// <summary>What some versions of the target do wrong with a recipe that it can hold, one sentence each. Default: nothing known.</summary>
    IEnumerable<string> Warnings(Recipe recipe, ModelShape shape) => [];

    /// <summary>Whether a folder looks like an export in this format, by the names of its files.</summary>
    bool Recognizes(string folder);

    /// <summary>The files of an export. Equal requests give equal bytes.</summary>
    /// <exception cref="ArgumentException">
    /// The configuration cannot be held, or the weights do not belong to it.
    /// </exception>
    ImmutableArray<ExportFile> Write(ExportRequest request);

    /// <summary>Reads an export, by this product or another one.</summary>
    /// <param name="folder">The folder with the files.</param>
    /// <param name="shape">The base model.</param>
    /// <exception cref="InvalidInputException">
    /// A file is missing, damaged, or holds what we cannot express; carries all faults.
    /// </exception>
    ImportedModules Read(string folder, ModelShape shape);
}
