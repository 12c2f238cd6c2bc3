using System.Collections.Immutable;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>In which format and where to an export is written.</summary>
/// <param name="Format">The format.</param>
/// <param name="Folder">The folder; must not exist or must be empty.</param>
public sealed record ExportTarget(IExportFormat Format, string Folder)
{
    /// <summary>The tools for which a file to train the configuration again is added. Default none.</summary>
    public ImmutableArray<ITrainingFileFormat> TrainingFiles { get; init; } = [];
}
