namespace AutoPeft.Dashboard.Recipes;

/// <summary>How well a format holds a trial.</summary>
/// <param name="Format">The format's name in addresses and commands.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Kind"><c>exact</c>, <c>approximate</c> or <c>impossible</c>.</param>
/// <param name="Reasons">Why it is not exact; empty when it is.</param>
public sealed record RecipeVerdict(string Format, string Title, string Kind, string Reasons)
{
    /// <summary>Whether it can be written at all.</summary>
    public bool IsPossible => Kind != "impossible";
}
