using AutoPeft.Models.Structure;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
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
        var splits = RecipeSplits.Of(recipe, study, (workspace, finals));
        var model = workspace.Model(study.Model);
        RecipeSplits.RequireSame(recipe, model, splits, folder);

        var task = TaskShape.Of(recipe.Task, recipe.Classes.Length);
        var weights = new TrainedWeights(export.Modules.Config, export.Modules.Weights, export.Modules.Head, Base: []);
        using var rebuilt = weights.Rebuild(model, task, folder);
        var length = TrialRecipe.SettingsOf(recipe).MaximumLength;
        var measured = splits.ToDictionary(split => split.Key, split => MeasuredValues.Of(
            Evaluator.Evaluate(rebuilt, workspace.Encode(split.Value, model, length), workspace.FrozenStates, cancellationToken),
            split.Value.Task,
            study.Task));

        return new VerificationReport(export.Manifest, [.. recipe.Results.Select(result => new VerifiedResult(
            result.Metric,
            result.Split,
            result.Value,
            measured[result.Split].GetValueOrDefault(result.Metric, double.NaN)))]);
    }
}
