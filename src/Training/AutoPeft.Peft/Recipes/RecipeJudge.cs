using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Peft.Recipes;

/// <summary>Says whether a format can hold what a recipe describes, and what became of the methods that were searched.</summary>
public static class RecipeJudge
{
    /// <summary>The format's verdict on the recipe's modules.</summary>
    /// <param name="format">The format.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="shape">The base model.</param>
    public static ExportVerdict Judge(IExportFormat format, Recipe recipe, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(recipe);

        var verdict = format.Judge(recipe.Configuration, shape);
        var (trained, exported) = (MethodTitles.Of(recipe.Trained, " and "), MethodTitles.Of(recipe.Configuration, " and "));

        return verdict.IsPossible || trained == exported
            ? verdict
            : verdict with { Reasons = verdict.Reasons.Add($"What was trained as {trained} is exported as {exported}.") };
    }
}
