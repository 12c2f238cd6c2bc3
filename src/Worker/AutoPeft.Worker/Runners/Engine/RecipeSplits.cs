using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The parts of a study's data that a recipe has results for.</summary>
internal static class RecipeSplits
{
    /// <summary>Each part by its name.</summary>
    /// <exception cref="InvalidInputException">The recipe has results for what studies do not have.</exception>
    public static Dictionary<string, TextDataset> Of(
        Recipe recipe, StudyDefinition study, (EngineWorkspace Workspace, FinalEvaluation Finals) data) => recipe.Results
        .Select(result => result.Split)
        .Distinct()
        .ToDictionary(split => split, split => split switch
        {
            TrialRecipe.Validation => data.Workspace.Data(study).Validation,
            TrialRecipe.Test => data.Finals.TestOf(study),
            _ => throw new InvalidInputException(
                new FaultPlace("recipe"),
                $"It has results for the split '{split}', which studies do not have.",
                "Export again."),
        });

    /// <summary>Makes sure that model and data are those of the recipe.</summary>
    /// <exception cref="InvalidInputException">They are not; carries all differences.</exception>
    public static void RequireSame(Recipe recipe, FrozenModel model, IReadOnlyDictionary<string, TextDataset> splits, string place)
    {
        Fault[] faults = [.. Differences(recipe, model, splits, new FaultPlace(place))];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static IEnumerable<Fault> Differences(
        Recipe recipe, FrozenModel model, IReadOnlyDictionary<string, TextDataset> splits, FaultPlace place)
    {
        if (recipe.Model.Sha256 != model.Sha256)
        {
            yield return new(place, $"It was trained on another base model than {model.Folder}.", "Use the model of the recipe.");
        }

        if (splits.Values.FirstOrDefault() is { } any && any.Kind != recipe.Task)
        {
            yield return new(place, $"It was made for another task than the study's: {recipe.Task}.", "Use the study of the recipe.");
        }

        foreach (var (name, data) in splits)
        {
            if (!recipe.Splits.Contains(TrialRecipe.SplitOf(name, data)))
            {
                yield return new(
                    place,
                    $"It was made with other {name} rows than the study's {data.Examples.Length}.",
                    "Use the data of the recipe.");
            }
        }
    }
}
