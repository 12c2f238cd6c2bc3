namespace AutoPeft.Peft.Recipes;

/// <summary>A metric as it was measured.</summary>
/// <param name="Metric">What was measured, e.g. <c>accuracy</c>.</param>
/// <param name="Split">On which part of the data.</param>
/// <param name="Value">The value; finite.</param>
public sealed record RecipeResult(string Metric, string Split, double Value);
