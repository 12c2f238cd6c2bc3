using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Recipes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>A short Python program that trains a recipe again with <c>transformers</c> and <c>peft</c>.</summary>
public sealed partial class PythonScript : ITrainingFileFormat
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "script";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Title => "Python script";

    /// <inheritdoc/>
    public ExportVerdict Judge(Recipe recipe, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var verdict = new HuggingFaceFormat().Judge(recipe.Configuration, shape);

        return verdict.And(ExportVerdict.Approximate(RetrainingDifferences.Of(recipe.Trained)));
    }

    /// <inheritdoc/>
    public ExportFile Write(TrainingFileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!Judge(request.Recipe, request.Shape).IsPossible)
        {
            throw new ArgumentException("PEFT cannot hold this configuration.", nameof(request));
        }

        var values = Values(request).ToDictionary(entry => entry.Placeholder, entry => entry.Value, StringComparer.Ordinal);

        // In one pass: nothing that users wrote is taken for a placeholder.
        return new("train.py", Encoding.UTF8.GetBytes(Placeholder().Replace(PythonProgram.Text, match => values[match.Value])));
    }

    private static IEnumerable<(string Placeholder, string Value)> Values(TrainingFileRequest request)
    {
        var recipe = request.Recipe;
        var task = PythonTask.Of(recipe.Task);

        return
        [
            ("@PEFT@", PythonLiteral.Of(Config(request))),
            ("@LABELS@", PythonLiteral.Of(PortableJson.List(recipe.Classes))),
            ("@MODEL@", PythonLiteral.Of(request.BaseModel)),
            ("@MODEL_CLASS@", RecipeText.ModelClass(recipe)),
            ("@COLLATOR@", task.Collator),
            ("@ENCODE@", task.Encode),
            ("@REDUCE@", task.Reduce),
            ("@SELECT@", PythonMetrics.NeedsTexts(request.Training.Metric) ? string.Empty : task.Select),
            ("@CONFIGURE@", task.Configure),
            ("@TOKENIZER@", NeedsSpace(recipe) ? ", add_prefix_space=True" : string.Empty),
            ("@INPUTS@", recipe.Model.Family == "bert" ? string.Empty : IdsAndMask),
            ("@SEED@", PythonLiteral.Of(request.Seed)),
            .. Weights(recipe),
            .. Measured(request),
            .. Training(request.Training),
            .. Data(request),
        ];
    }

    // General tokenizers number segments for every model; only BERT takes the numbers.
    private const string IdsAndMask = """
            tokenizer.model_input_names = ["input_ids", "attention_mask"]

        """;

    private static IEnumerable<(string Placeholder, string Value)> Weights(Recipe recipe)
    {
        var weighs = !recipe.ClassWeights.IsEmpty;
        var list = string.Join(", ", recipe.ClassWeights.Select(PythonLiteral.OfNumber));

        return
        [
            ("@WEIGHTS@", weighs ? $"WEIGHTS = [{list}]  # of the labels, in the training loss\n" : string.Empty),
            ("@TRAINER@", weighs ? PythonProgram.WeightedTrainer : string.Empty),
            ("@TRAINER_CLASS@", weighs ? "WeightedTrainer" : "Trainer"),
        ];
    }

    private static IEnumerable<(string Placeholder, string Value)> Measured(TrainingFileRequest request)
    {
        var (name, parts) = (request.Training.Metric, request.Training.MetricParts);

        return
        [
            ("@METRIC@", name),
            ("@RESULT@", request.Recipe.Results.FirstOrDefault(result => result.Metric == name && result.Split == "validation") is { } found
                ? FormattableString.Invariant($", where it was {found.Value:0.####}")
                : string.Empty),
            ("@METRICS@", PythonMetrics.Of(parts)),
            ("@FUNCTIONS@", string.Join(", ", parts)),
            ("@BETTER@", PythonMetrics.IsSmallerBetter(name) ? "<" : ">"),
        ];
    }

    private static IEnumerable<(string Placeholder, string Value)> Training(RecipeTraining training) =>
    [
        ("@RATE@", PythonLiteral.OfNumber(training.LearningRate)),
        ("@EPOCHS@", PythonLiteral.Of(training.Epochs)),
        ("@BATCH@", PythonLiteral.Of(training.TextsOfPart)),
        ("@PARTS@", PythonLiteral.Of(training.EqualParts)),
        ("@LENGTH@", PythonLiteral.Of(training.MaximumLength)),
        ("@WARMUP@", PythonLiteral.OfNumber(training.Warmup)),
        ("@DECAY@", PythonLiteral.OfNumber(training.WeightDecay)),
        ("@CLIP@", PythonLiteral.OfNumber(training.GradientClipping)),
        ("@DROPOUT@", PythonLiteral.OfNumber(training.HeadDropout)),
        ("@PATIENCE@", PythonLiteral.Of(training.Patience)),
    ];

    private static IEnumerable<(string Placeholder, string Value)> Data(TrainingFileRequest request)
    {
        var data = request.Data;
        var cell = request.Recipe.Task == TaskKind.TokenClassification
            ? "' '.join(words(row[column])) if column else None"
            : "row[column] if column else None";

        return
        [
            ("@TRAIN_FILE@", $"train.{data.Format}"),
            ("@CELL@", cell),
            ("@COLUMNS@", data.HasHeader ? "None  # those of the first line" : "[str(number) for number in range(1, 1000)]"),
            ("@FORMAT@", PythonLiteral.Of(data.Format)),
            ("@TEXT@", PythonLiteral.Of(data.Text)),
            ("@TEXT_PAIR@", PythonLiteral.Of(data.TextPair)),
            ("@LABEL@", PythonLiteral.Of(request.Recipe.Task == TaskKind.LanguageModelling ? null : data.Label)),
            ("@SPLIT_SEED@", PythonLiteral.Of(data.SplitSeed)),
            ("@TEST_FRACTION@", PythonLiteral.OfNumber(data.TestFraction)),
            ("@VALIDATION_FRACTION@", PythonLiteral.OfNumber(data.ValidationFraction)),
            ("@VALIDATION_OPTION@", data.ValidationFraction > 0 ? ", help=\"default: those that the study split off\"" : ", required=True"),
            ("@TRAIN_LIMIT@", PythonLiteral.Of(data.TrainLimit)),
            ("@VALIDATION_LIMIT@", PythonLiteral.Of(data.ValidationLimit)),
        ];
    }

    // Byte-level tokenizers read a word within a text with the space before it.
    private static bool NeedsSpace(Recipe recipe) => recipe.Task == TaskKind.TokenClassification && recipe.Model.Family is "gpt2" or "roberta";

    [GeneratedRegex("@[A-Z_]+@")]
    private static partial Regex Placeholder();

    private static JsonObject Config(TrainingFileRequest request)
    {
        var config = LowRankTraining.Peft(request.Recipe.Configuration, request.Shape);
        config["task_type"] = RecipeTasks.PeftTypeOf(request.Recipe.Task);
        config["modules_to_save"] = request.Head.IsEmpty ? null : PortableJson.List(request.HeadModules);

        return config;
    }
}
