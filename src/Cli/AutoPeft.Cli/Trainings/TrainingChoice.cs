using AutoPeft.Cli.Hosting;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Trainings;

/// <summary>Finds the configuration that the user wants to train.</summary>
/// <param name="study">Model, data and space.</param>
internal sealed class TrainingChoice(BoundStudy study)
{
    /// <summary>What <c>--config</c> says.</summary>
    /// <param name="config">A file in YAML or JSON, a recipe, the folder of an export, or the text itself.</param>
    /// <exception cref="InvalidInputException">It is no configuration of this model; carries every fault.</exception>
    public ChosenTraining Of(string? config)
    {
        var file = new ChosenTrainingFile(study);

        return config is null ? throw new InvalidInputException(
                new FaultPlace("--config"), "Nothing says which configuration to train.", "Give --config, or --trial for one of the study's trials.")
            : File.Exists(config) ? OfFile(file, config)
            : Directory.Exists(config) ? OfRecipe(RecipeFile.Read(config), config)
            : config.Contains(':', StringComparison.Ordinal) ? file.Parse(config, "--config")
            : OfFile(file, Existing.File(config));
    }

    /// <summary>What a trial of the study trained.</summary>
    /// <exception cref="CommandFailure">The store has no such trial.</exception>
    public async Task<ChosenTraining> OfTrialAsync(CommandContext context, int number, CancellationToken cancellationToken)
    {
        var record = await new StudyLookup(context).ReadAsync(study.Definition.Name, cancellationToken).ConfigureAwait(false);
        var trial = StudyLookup.Trial(record, number);
        var binding = study.BindingOf(trial.Origin);

        return new(trial.Configuration, binding.PeftOf(trial.Configuration), binding.TrainingOf(trial.Configuration), trial.Seed);
    }

    private ChosenTraining OfFile(ChosenTrainingFile file, string path)
    {
        var text = File.ReadAllText(path);

        return text.Contains("\"autopeft.recipe\"", StringComparison.Ordinal) ? OfRecipe(RecipeFile.Read(path), path) : file.Parse(text, path);
    }

    private ChosenTraining OfRecipe(Recipe recipe, string source)
    {
        var assignment = Reproduction.AssignmentOf(study.Definition, (recipe, source), folder: string.Empty);
        var faults = assignment.Peft.Faults(study.Definition.Shape);

        return faults.IsEmpty
            ? new(Configuration.Empty, assignment.Peft, assignment.Training, assignment.Seed)
            : throw new InvalidInputException(faults);
    }
}
