using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats;

/// <summary>The formats that modules can be exported to.</summary>
public static class ExportFormats
{
    /// <summary>Every format; the most widely read first, the one that can hold everything last.</summary>
    public static ImmutableArray<IExportFormat> All { get; } =
        [new HuggingFaceFormat(), new AdapterHubFormat(), new OwnFormat()];

    /// <summary>The format of this name; null when there is none.</summary>
    public static IExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Reads the modules in a folder that this or another tool saved.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shape">The base model.</param>
    /// <exception cref="InvalidInputException">It is in no known format, or holds what we cannot express; carries all faults.</exception>
    public static (IExportFormat Format, ImportedModules Modules) Read(string folder, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(shape);

        var format = Detect(folder) ?? throw new InvalidInputException(
            new FaultPlace(folder),
            Directory.Exists(folder) ? "The folder is in no known format." : "There is no such folder.",
            "It must hold adapter_config.json with adapter_model.safetensors (PEFT) or adapter.safetensors (AdapterHub), or recipe.json with weights.safetensors.");

        return (format, format.Read(folder, shape));
    }

    /// <summary>The format that a folder is in, by the names of its files; null when none recognises it.</summary>
    public static IExportFormat? Detect(string folder) => All.FirstOrDefault(format => format.Recognizes(folder));
}
