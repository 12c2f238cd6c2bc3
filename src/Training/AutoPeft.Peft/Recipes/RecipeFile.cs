using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>A recipe in a file of its own, <c>recipe.json</c>, or within the manifest of an export.</summary>
public static class RecipeFile
{
    /// <summary>The usual name of a file of its own.</summary>
    public const string FileName = "recipe.json";

    /// <summary>Writes a recipe.</summary>
    /// <param name="path">The file; it is replaced when it is there.</param>
    /// <param name="recipe">The recipe.</param>
    public static void Write(string path, Recipe recipe) => File.WriteAllBytes(path, PortableJson.Write(RecipeJson.Write(recipe)));

    /// <summary>Reads the recipe.</summary>
    /// <param name="path">
    /// A recipe's own file, the manifest of an export (<c>autopeft_recipe.json</c>), or the folder of an export or of a merged model.
    /// </param>
    /// <exception cref="InvalidInputException">It holds no recipe of this version; carries all faults.</exception>
    public static Recipe Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        var own = Path.Combine(path, FileName);
        if (Directory.Exists(path) && (File.Exists(Path.Combine(path, ExportManifest.FileName)) || !File.Exists(own)))
        {
            return ExportVerifier.ReadManifest(path).Recipe;
        }

        var full = Path.GetFullPath(Directory.Exists(path) ? own : path);
        var content = FormatFiles.ReadObject(Path.GetDirectoryName(full)!, Path.GetFileName(full));

        return ExportManifestJson.IsManifest(content) ? ExportManifestJson.Read(content, path).Recipe
            : RecipeJson.IsRecipe(content) ? RecipeJson.Read(content, path)
            : throw new InvalidInputException(
                new FaultPlace(path), "The file holds no recipe.", $"Name a {FileName}, an {ExportManifest.FileName}, or the folder of an export.");
    }
}
