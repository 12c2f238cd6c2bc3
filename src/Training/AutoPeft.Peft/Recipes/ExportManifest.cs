using System.Collections.Immutable;
using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Recipes;

/// <summary>What an exported folder says about itself in <c>autopeft_recipe.json</c>.</summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Verdict">How faithful the export was judged when it was written.</param>
/// <param name="Recipe">How the modules came about.</param>
/// <param name="Files">Every other file of the folder.</param>
public sealed record ExportManifest(
    string Format, ExportVerdict Verdict, Recipe Recipe, ImmutableArray<ManifestFile> Files)
{
    /// <summary>The file that holds it.</summary>
    public const string FileName = "autopeft_recipe.json";
}
