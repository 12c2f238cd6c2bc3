using System.Collections.Immutable;
using AutoPeft.Dashboard.Recipes;

namespace AutoPeft.Dashboard.Api;

/// <summary>The trial that answers a wish, and how exactly each format holds it.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Reasons">Why this one.</param>
/// <param name="Formats">The verdict of each format; empty when its weights are not on this machine.</param>
internal sealed record ChoiceDocument(TrialDocument Trial, ImmutableArray<string> Reasons, ImmutableArray<RecipeVerdict> Formats);
