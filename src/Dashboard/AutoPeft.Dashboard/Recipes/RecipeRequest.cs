namespace AutoPeft.Dashboard.Recipes;

/// <summary>An export that somebody wants.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Format">The format's name, one of those judged.</param>
public sealed record RecipeRequest(string Study, int Trial, string Format);
