using System.Collections.Immutable;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Trains a recipe again from nothing but model, data and seed, and compares what it measures.</summary>
/// <remarks>On processors with the same vector instructions our engine comes to the same numbers to the last digit.</remarks>
/// <param name="workspace">What trials share.</param>
/// <param name="runner">Trains.</param>
/// <param name="finals">Knows the test rows.</param>
public sealed class Reproduction(EngineWorkspace workspace, EngineRunner runner, FinalEvaluation finals)
{
    /// <summary>Trains and measures.</summary>
    /// <param name="study">Where model and data are.</param>
    /// <param name="source">The recipe, and the file it is from.</param>
    /// <param name="folder">For the files of the training; exists, and is empty. Full path.</param>
    /// <param name="reporter">Is told how it goes.</param>
    /// <param name="cancellationToken">Ends the training between two steps.</param>
    /// <returns>Every result of the recipe with what was measured now, and every rank that training found with what it found now.</returns>
    /// <exception cref="InvalidInputException">Model or data are not those of the recipe, or it cannot be trained; carries all faults.</exception>
    public async Task<ImmutableArray<VerifiedResult>> RunAsync(
        StudyDefinition study,
        (Recipe Recipe, string Source) source,
        string folder,
        ITrialReporter reporter,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);

        var recipe = source.Recipe;
        await Task.Run(() => RequireSame(study, source), cancellationToken);
        var outcome = await runner.RunAsync(AssignmentOf(study, source, folder), reporter, cancellationToken);
        if (outcome.State != TrialState.Completed)
        {
            throw new InvalidInputException(
                new FaultPlace(source.Source), $"The training did not come to its end: {outcome.Reason}", "Use the model and the data of the recipe.");
        }

        var test = recipe.Results.Any(result => result.Split == TrialRecipe.Test)
            ? await finals.MeasureAsync(study, folder, cancellationToken)
            : null;

        return
        [
            .. recipe.Results.Select(result => new VerifiedResult(
                result.Metric,
                result.Split,
                result.Value,
                (result.Split == TrialRecipe.Test ? test! : outcome.Metrics).GetValueOrDefault(result.Metric, double.NaN))),
            .. FoundRanks.Of(recipe.Trained, recipe.Configuration).Select(rank => new VerifiedResult(
                rank.Key, TrialRecipe.Train, rank.Value, outcome.Metrics.GetValueOrDefault(rank.Key, double.NaN))),
        ];
    }

    private void RequireSame(StudyDefinition study, (Recipe Recipe, string Source) source)
    {
        var splits = RecipeSplits.Of(source.Recipe, study, (workspace, finals));
        splits[TrialRecipe.Train] = workspace.Data(study).Train;
        RecipeSplits.RequireSame(source.Recipe, workspace.Model(study.Model), splits, source.Source);
        RequireSameGoal(StudyTask.Open(workspace, study, TrialRecipe.SettingsOf(source.Recipe).MaximumLength), study, source);
    }

    // Which epoch is kept, and what is made small: another study file of the same data may say otherwise.
    private static void RequireSameGoal(StudyTask task, StudyDefinition study, (Recipe Recipe, string Source) source)
    {
        var (recipe, faults) = (source.Recipe, new List<Fault>());
        if (recipe.Metric is { } metric && metric != task.Metric.Name)
        {
            faults.Add(new(
                new FaultPlace(source.Source),
                $"Its epoch was chosen by {metric}, the study's are by {task.Metric.Name}.",
                $"Use a study whose first measured objective is {metric}."));
        }

        if (recipe.Metric is not null && !recipe.ClassWeights.SequenceEqual(task.ClassWeightsOf(study.Task).Select(weight => (double)weight)))
        {
            faults.Add(new(
                new FaultPlace(source.Source), "Its classes were weighted otherwise than the study's.", "Use a study with the class_weights of the recipe."));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    /// <summary>The training that a recipe describes, from its beginning.</summary>
    /// <param name="study">Where model and data are.</param>
    /// <param name="source">The recipe, and the file it is from.</param>
    /// <param name="folder">For the files of the training. Full path.</param>
    /// <exception cref="InvalidInputException">The recipe has no seed.</exception>
    public static TrialAssignment AssignmentOf(StudyDefinition study, (Recipe Recipe, string Source) source, string folder) => new()
    {
        Study = study,
        Trial = 0,
        Configuration = Configuration.Empty,
        Peft = source.Recipe.Trained,
        Training = TrialRecipe.SettingsOf(source.Recipe),
        Seed = TrialRecipe.SeedOf(source.Recipe, source.Source),
        CheckpointFolder = folder,
    };
}
