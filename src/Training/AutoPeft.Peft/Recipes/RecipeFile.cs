using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Recipes;

/// <summary>A recipe in a file of its own, <c>recipe.json</c>.</summary>
public static class RecipeFile
{
    /// <summary>The usual name.</summary>
    public const string FileName = "recipe.json";

    /// <summary>Writes a recipe.</summary>
    /// <param name="path">The file; it is replaced when it is there.</param>
    /// <param name="recipe">The recipe.</param>
    public static void Write(string path, Recipe recipe) => File.WriteAllBytes(path, PortableJson.Write(RecipeJson.Write(recipe)));

    /// <summary>Reads the recipe.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">It is no recipe of this version; carries all faults.</exception>
    public static Recipe Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);

        var full = Path.GetFullPath(path);
        return RecipeJson.Read(FormatFiles.ReadObject(Path.GetDirectoryName(full)!, Path.GetFileName(full)), path);
    }
}
