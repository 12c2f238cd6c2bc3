using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Recipes;

/// <summary>
/// An export whose files are all there, unchanged, and say what its recipe says. What it measures is still to be
/// seen.
/// </summary>
/// <param name="Manifest">What the folder says about itself, with the recipe and its results.</param>
/// <param name="Modules">The weights, and the configuration as the format's own files describe it.</param>
public sealed record VerifiedExport(ExportManifest Manifest, ImportedModules Modules);
