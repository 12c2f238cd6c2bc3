using System.Globalization;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Cli.Sweeps;

/// <summary>How much of an accuracy is the luck of which texts it was measured on.</summary>
internal static class SamplingNoise
{
    /// <summary>A sentence; null where no accuracy of whole texts decides.</summary>
    /// <param name="recipe">What was trained and measured.</param>
    /// <remarks>The standard error of a share p of n independent texts is √(p (1 − p) / n).</remarks>
    public static string? Of(Recipe recipe)
    {
        const string Accuracy = "accuracy", Validation = "validation";
        var value = recipe.Results.FirstOrDefault(result => result is { Metric: Accuracy, Split: Validation })?.Value;
        var rows = recipe.Splits.FirstOrDefault(split => split.Name == Validation)?.Rows;
        if (recipe.Task != TaskKind.Classification || recipe.Metric is not (null or Accuracy) || value is not { } p || rows is not > 0)
        {
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"An accuracy of {p:0.####} on {rows:#,0} texts has a standard error of {Math.Sqrt(p * (1 - p) / rows.Value):0.####} by the choice of these texts alone.");
    }
}
