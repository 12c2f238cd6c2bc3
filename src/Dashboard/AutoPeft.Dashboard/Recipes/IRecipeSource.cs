using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Recipes;

/// <summary>Turns trained trials into files that other tools load. The host gives it: the dashboard knows no tensors.</summary>
public interface IRecipeSource
{
    /// <summary>How exactly each format holds a trial; empty when its weights are not here.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<ImmutableArray<RecipeVerdict>> JudgeAsync(string study, int trial, CancellationToken cancellationToken);

    /// <summary>Writes a trial's export into a folder.</summary>
    /// <param name="request">Which trial, and in which format.</param>
    /// <param name="folder">Where to; new or empty.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">The format cannot hold the trial, or its weights are not here.</exception>
    Task ExportAsync(RecipeRequest request, string folder, CancellationToken cancellationToken);
}
