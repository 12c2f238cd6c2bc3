using System.Globalization;
using System.Text;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Recipes;

/// <summary>A recipe as Markdown, for model cards.</summary>
internal static class RecipeText
{
    /// <summary>A title, the modules and the results.</summary>
    public static string Summary(Recipe recipe)
    {
        var (model, data) = (Code(recipe.Model.Name ?? recipe.Model.Family), Code(recipe.DataName));
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# PEFT modules for {model} on {data}\n\n")
            .Append("Found and trained by AutoPEFT; `autopeft_recipe.json` holds the complete recipe.\n\n## Modules\n\n")
            .Append("| Layers | Method | Settings |\n|---|---|---|\n");
        foreach (var group in recipe.Configuration.Groups)
        {
            var method = MethodRegistry.BuiltIn.Of(group.Method);
            var layers = string.Join(", ", group.Layers);
            text.Append(CultureInfo.InvariantCulture, $"| {layers} | {method.Title} | {Settings(group, method)} |\n");
        }

        text.Append("\n## Results\n\n| Metric | Split | Value |\n|---|---|---|\n");
        foreach (var result in recipe.Results)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Code(result.Metric)} | {Code(result.Split)} | {result.Value:R} |\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The line of Python that loads the base model with a new head.</summary>
    public static string LoadClassifier(string variable, Recipe recipe) =>
        $"{variable} = {ModelClass(recipe)}.from_pretrained(BASE_MODEL{Outputs(recipe)})\n";

    /// <summary>The class of transformers that loads the base model with a head for the recipe's task.</summary>
    public static string ModelClass(Recipe recipe) => $"AutoModelFor{RecipeTasks.ArchitectureOf(recipe.Task)}";

    /// <summary>What to beware of, as a list; empty when there is nothing.</summary>
    public static string Warnings(IEnumerable<string> warnings) => string.Concat(warnings.Select(warning => $"\n- {warning}\n"));

    /// <summary>A text as a YAML scalar in double quotes.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    private static string Outputs(Recipe recipe) => recipe.Task == TaskKind.LanguageModelling
        ? string.Empty
        : FormattableString.Invariant($", num_labels={TaskShape.Of(recipe.Task, recipe.Classes.Length).Outputs}");

    private static string Settings(PeftGroup group, PeftMethod method)
    {
        var settings = method.Describe(group.Method);

        return string.Join(", ", method.Fields.Select(field => $"{field.Name} {settings[field.Name]}"));
    }

    // Names come from users' files: nothing in them may end the code span or the table row.
    private static string Code(string text) =>
        $"`{string.Concat(text.Select(c => c is '`' or '|' || char.IsControl(c) ? ' ' : c))}`";
}
