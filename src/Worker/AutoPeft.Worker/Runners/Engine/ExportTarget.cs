using AutoPeft.Peft.Formats;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>In which format and where to an export is written.</summary>
/// <param name="Format">The format.</param>
/// <param name="Folder">The folder; must not exist or must be empty.</param>
public sealed record ExportTarget(IExportFormat Format, string Folder);
