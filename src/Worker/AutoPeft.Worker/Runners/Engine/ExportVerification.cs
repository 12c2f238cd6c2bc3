using System.Collections.Immutable;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Builds an exported model anew from its files and measures again what its recipe says it measures.</summary>
/// <param name="workspace">What trials share.</param>
/// <param name="finals">Knows the test rows.</param>
public sealed class ExportVerification(EngineWorkspace workspace, FinalEvaluation finals)
{
    /// <summary>Checks the files of an export, then measures every result of its recipe.</summary>
    /// <param name="study">Where model and data are.</param>
    /// <param name="exportFolder">The export.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <exception cref="InvalidInputException">
    /// Files are missing, damaged or changed, or model or data are not those of the recipe; carries all faults.
    /// </exception>
    public Task<VerificationReport> VerifyAsync(
        StudyDefinition study, string exportFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);

        return Task.Run(() => Verify(study, exportFolder, cancellationToken), cancellationToken);
    }

    private VerificationReport Verify(StudyDefinition study, string folder, CancellationToken cancellationToken)
    {
        var export = ExportVerifier.Verify(folder, study.Shape);
        var recipe = export.Manifest.Recipe;
        var splits = Splits(study, recipe);
        var model = workspace.Model(study.Model);
        ThrowIfAny(Differences(recipe, model, splits, folder));

        var weights = new TrainedWeights(export.Modules.Config, export.Modules.Weights, export.Modules.Head, Base: []);
        using var rebuilt = weights.Rebuild(model, recipe.Classes.Length, folder);
        var length = TrialRecipe.SettingsOf(recipe).MaximumLength;
        var measured = splits.ToDictionary(split => split.Key, split => MeasuredValues.Of(Evaluator.Evaluate(
            rebuilt, workspace.Encode(split.Value, model, length), workspace.FrozenStates, cancellationToken)));

        return new VerificationReport(export.Manifest, [.. recipe.Results.Select(result => new VerifiedResult(
            result.Metric,
            result.Split,
            result.Value,
            measured[result.Split].GetValueOrDefault(result.Metric, double.NaN)))]);
    }

    /// <summary>The splits that the recipe has results for.</summary>
    private Dictionary<string, TextDataset> Splits(StudyDefinition study, Recipe recipe) => recipe.Results
        .Select(result => result.Split)
        .Distinct()
        .ToDictionary(split => split, split => split switch
        {
            TrialRecipe.Validation => workspace.Data(study.Data).Validation,
            TrialRecipe.Test => finals.TestOf(study),
            _ => throw new InvalidInputException(
                new FaultPlace("recipe"),
                $"It has results for the split '{split}', which studies do not have.",
                "Export again."),
        });

    private static IEnumerable<Fault> Differences(
        Recipe recipe, FrozenModel model, Dictionary<string, TextDataset> splits, string folder)
    {
        var place = new FaultPlace(folder);
        if (recipe.Model.Sha256 != model.Sha256)
        {
            yield return new(place, $"It was trained on another base model than {model.Folder}.", "Use the model of the recipe.");
        }

        foreach (var (name, data) in splits)
        {
            if (!recipe.Splits.Contains(TrialRecipe.SplitOf(name, data)))
            {
                yield return new(
                    place,
                    $"It was measured on other {name} rows than the study's {data.Examples.Length}.",
                    "Use the data of the recipe.");
            }
        }
    }

    private static void ThrowIfAny(IEnumerable<Fault> faults)
    {
        ImmutableArray<Fault> all = [.. faults];
        if (!all.IsEmpty)
        {
            throw new InvalidInputException(all);
        }
    }
}
