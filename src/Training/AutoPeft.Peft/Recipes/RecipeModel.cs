namespace AutoPeft.Peft.Recipes;

/// <summary>The base model a recipe is for.</summary>
/// <param name="Family">The family as <c>config.json</c> names it.</param>
/// <param name="Name">The model's name on the hub, or what its user calls it; null when it has none.</param>
/// <param name="Sha256">SHA-256 over its weights, 64 lower-case hexadecimal digits.</param>
public sealed record RecipeModel(string Family, string? Name, string Sha256);
