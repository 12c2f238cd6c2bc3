using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;
using AutoPeft.Training.Metrics;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Writes down how a trial was trained and what it measured.</summary>
internal static class TrialRecipe
{
    /// <summary>The name of the training split in recipes.</summary>
    public const string Train = "train";

    /// <summary>The name of the validation split in recipes.</summary>
    public const string Validation = "validation";

    /// <summary>The name of the held-out split in recipes.</summary>
    public const string Test = "test";

    private const string TrainingSeed = "training";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The recipe of a trial.</summary>
    /// <param name="task">What it was trained on.</param>
    /// <param name="trial">The trial, and the modules that it left: those it was assigned, or with the ranks that training found.</param>
    /// <param name="measured">What its stored weights measure on the validation rows.</param>
    public static Recipe Of(
        StudyTask task, (TrialAssignment Assignment, PeftConfig Trained) trial, ImmutableSortedDictionary<string, double> measured)
    {
        var (assignment, trained) = trial;

        return new()
        {
            Configuration = trained,
            Model = new RecipeModel(task.Model.Transformer.Shape.Family, NameOf(task.Model.Folder), task.Model.Sha256),
            DataName = assignment.Study.Name,
            Splits = [SplitOf(Train, task.Data.Train), SplitOf(Validation, task.Data.Validation)],
            Task = task.Data.Train.Kind,
            Metric = task.Metric.Name,
            ClassWeights = [.. task.ClassWeightsOf(assignment.Study.Task).Select(weight => (double)weight)],
            Classes = task.Data.Train.Labels,
            Training = JsonSerializer.SerializeToElement(assignment.Training, Json),
            Seeds = Sorted(TrainingSeed, assignment.Seed),
            Results = [.. Results(Validation, measured)],
            Versions = Sorted("autopeft", typeof(TrialRecipe).Assembly.GetName().Version!.ToString(fieldCount: 3)),
            Lineage = Lineage(assignment, trained),
        };
    }

    /// <summary>The same recipe with what was measured on the held-out rows.</summary>
    public static Recipe WithTest(
        Recipe recipe, TextDataset test, ImmutableSortedDictionary<string, double> measured) => recipe with
        {
            Splits = [.. recipe.Splits.Where(split => split.Name != Test), SplitOf(Test, test)],
            Results = [.. recipe.Results.Where(result => result.Split != Test), .. Results(Test, measured)],
        };

    /// <summary>The seed that a recipe was trained with.</summary>
    /// <exception cref="InvalidInputException">It has none.</exception>
    public static long SeedOf(Recipe recipe, string source) => recipe.Seeds.TryGetValue(TrainingSeed, out var seed)
        ? seed
        : throw new InvalidInputException(new FaultPlace(source), "The recipe has no training seed.", "Use a recipe that autopeft exported.");

    /// <summary>The training settings of a recipe that this program wrote.</summary>
    public static TrainingSettings SettingsOf(Recipe recipe) =>
        recipe.Training.Deserialize<TrainingSettings>(Json) ?? new TrainingSettings();

    /// <summary>The training settings of a recipe in the terms that all trainers share.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="task">What its study learns.</param>
    public static RecipeTraining TrainingOf(Recipe recipe, TaskDefinition task)
    {
        var settings = SettingsOf(recipe);
        var metric = recipe.Metric ?? MetricRegistry.Of(TaskShape.Of(recipe.Task, recipe.Classes.Length)).First().Name;

        return new()
        {
            LearningRate = settings.LearningRate,
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            GradientAccumulation = settings.GradientAccumulation,
            MaximumLength = settings.MaximumLength,
            Warmup = settings.Warmup,
            WeightDecay = settings.WeightDecay,
            GradientClipping = settings.GradientClipping,
            HeadDropout = settings.HeadDropout,
            Patience = settings.Patience,
            Metric = metric,
            MetricParts = metric == MeasuredMetrics.Glue ? task.OfficialMetrics : [metric],
        };
    }

    /// <summary>A split's name, size and content.</summary>
    public static RecipeSplit SplitOf(string name, TextDataset data) => new(name, data.Examples.Length, data.ContentHash);

    private static IEnumerable<RecipeResult> Results(string split, ImmutableSortedDictionary<string, double> measured) =>
        measured.Select(value => new RecipeResult(value.Key, split, value.Value)).Where(result => double.IsFinite(result.Value));

    private static ImmutableSortedDictionary<string, string> Lineage(TrialAssignment assignment, PeftConfig trained)
    {
        var lineage = Sorted("study", assignment.Study.Name).Add("trial", assignment.Trial.ToString(CultureInfo.InvariantCulture));

        return trained.Equals(assignment.Peft) ? lineage : lineage.Add(Recipe.TrainedAs, assignment.Peft.ToJson());
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    private static ImmutableSortedDictionary<string, T> Sorted<T>(string key, T value) =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal).Add(key, value);
}
