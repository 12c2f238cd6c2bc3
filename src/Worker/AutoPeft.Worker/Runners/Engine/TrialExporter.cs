using System.Collections.Immutable;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Exports completed trials to the formats that other tools load.</summary>
/// <param name="finals">
/// Knows the test rows, whose identity goes into the recipe with what was measured on them.
/// </param>
public sealed class TrialExporter(FinalEvaluation finals)
{
    /// <summary>Whether a format can hold a trial's modules, and how faithfully.</summary>
    /// <exception cref="InvalidInputException">The trial has no usable weights; carries all faults.</exception>
    public static ExportVerdict Judge(StudyDefinition study, string trialFolder, IExportFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);

        return RecipeJudge.Judge(format, RecipeOf(study, trialFolder), study.Shape);
    }

    /// <summary>Whether another tool can train a trial's configuration again, and how faithfully.</summary>
    /// <exception cref="InvalidInputException">The trial has no usable weights; carries all faults.</exception>
    public static ExportVerdict Judge(StudyDefinition study, string trialFolder, ITrainingFileFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);

        return format.Judge(RecipeOf(study, trialFolder), study.Shape);
    }

    /// <summary>How a trial was trained and what it measured.</summary>
    /// <exception cref="InvalidInputException">The trial has no usable weights; carries all faults.</exception>
    public static Recipe RecipeOf(StudyDefinition study, string trialFolder)
    {
        ArgumentNullException.ThrowIfNull(study);

        return TrialArtifact.Read(trialFolder, study.Shape).Recipe;
    }

    /// <summary>Writes an export into a new folder: all of it, or nothing.</summary>
    /// <param name="study">The trial's study.</param>
    /// <param name="trialFolder">The trial's folder.</param>
    /// <param name="target">In which format and where to.</param>
    /// <param name="test">What the trial measured on the test rows; null when it was not measured.</param>
    /// <returns>The manifest written.</returns>
    /// <exception cref="InvalidInputException">
    /// The trial has no usable weights, the format cannot hold them, or the folder cannot be written.
    /// </exception>
    public ExportManifest Export(
        StudyDefinition study,
        string trialFolder,
        ExportTarget target,
        ImmutableSortedDictionary<string, double>? test)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(target);

        var artifact = TrialArtifact.Read(trialFolder, study.Shape);
        if (!artifact.Weights.Base.IsEmpty)
        {
            throw new InvalidInputException(
                new FaultPlace(trialFolder),
                "The trial trained the whole model, which no module format holds.",
                "Export another trial.");
        }

        ThrowUnlessPossible(target.Format.Name, RecipeJudge.Judge(target.Format, artifact.Recipe, study.Shape));
        var recipe = test is null ? artifact.Recipe : TrialRecipe.WithTest(artifact.Recipe, finals.TestOf(study), test);

        return ExportWriter.Write(
            target.Folder,
            target.Format,
            new ExportRequest(recipe, study.Shape, artifact.Weights.Modules, artifact.Weights.Head)
            {
                Extras = [.. target.TrainingFiles.Select(format => TrainingFile(format, artifact, study))],
            });
    }

    private static ExportFile TrainingFile(ITrainingFileFormat format, TrialArtifact artifact, StudyDefinition study)
    {
        ThrowUnlessPossible(format.Name, format.Judge(artifact.Recipe, study.Shape));

        return format.Write(
            new(artifact.Recipe, study.Shape, TrialRecipe.TrainingOf(artifact.Recipe, study.Task), artifact.Weights.Head)
            {
                Data = TrainingDataOf(study.Data),
            });
    }

    private static TrainingData TrainingDataOf(DataDefinition data)
    {
        var format = data.Format?.ToString().ToLowerInvariant() ?? Path.GetExtension(data.Train).TrimStart('.').ToLowerInvariant();

        return new()
        {
            Text = data.Text,
            TextPair = data.TextPair,
            Label = data.Label,
            Format = format is "csv" or "jsonl" ? format : "tsv",
            HasHeader = data.HasHeader,
            SplitSeed = data.SplitSeed,
            ValidationFraction = data.Validation is null ? data.ValidationFraction : 0,
            TestFraction = data.Test is null ? data.TestFraction : 0,
            TrainLimit = data.TrainLimit,
            ValidationLimit = data.ValidationLimit,
        };
    }

    private static void ThrowUnlessPossible(string format, ExportVerdict verdict)
    {
        if (!verdict.IsPossible)
        {
            throw new InvalidInputException(new FaultPlace(format), verdict.ToString(), "Choose another format.");
        }
    }
}
