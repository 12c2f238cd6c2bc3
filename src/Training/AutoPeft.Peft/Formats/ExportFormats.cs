using System.Collections.Immutable;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Formats.Own;

namespace AutoPeft.Peft.Formats;

/// <summary>The formats that modules can be exported to.</summary>
public static class ExportFormats
{
    /// <summary>Every format; the most widely read first, the one that can hold everything last.</summary>
    public static ImmutableArray<IExportFormat> All { get; } =
        [new HuggingFaceFormat(), new AdapterHubFormat(), new OwnFormat()];

    /// <summary>The format of this name; null when there is none.</summary>
    public static IExportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format that a folder is in, by the names of its files; null when none recognises it.</summary>
    public static IExportFormat? Detect(string folder) => All.FirstOrDefault(format => format.Recognizes(folder));
}
