namespace AutoPeft.Peft.Recipes;

/// <summary>A part of the data.</summary>
/// <param name="Name">What it is for: <c>train</c>, <c>validation</c> or <c>test</c>.</param>
/// <param name="Rows">The number of examples.</param>
/// <param name="Sha256">SHA-256 over the examples, 64 lower-case hexadecimal digits.</param>
public sealed record RecipeSplit(string Name, int Rows, string Sha256);
