using System.Diagnostics;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Formats.TrainingFiles;

public sealed class PythonScriptTests
{
    private static readonly PythonScript Format = new();

    [Fact]
    public void It_holds_modules_labels_and_settings_as_Python_writes_them()
    {
        var text = TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.BertTiny);

        Assert.Contains("    \"peft_type\": \"LORA\",\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"rank_pattern\": {\n        \"^bert\\\\.encoder\\\\.layer\\\\.1\\\\.attention\\\\.self\\\\.value\": 16,\n    },\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"use_dora\": False,\n", text, StringComparison.Ordinal);
        Assert.Contains("    \"layers_to_transform\": None,\n", text, StringComparison.Ordinal);
        Assert.Contains("per_device_train_batch_size=8,\n", text, StringComparison.Ordinal);
        Assert.Contains("gradient_accumulation_steps=4,\n", text, StringComparison.Ordinal);
        Assert.Contains("learning_rate=0.002,", text, StringComparison.Ordinal);
        Assert.Contains("config.pad_token_id = tokenizer.pad_token_id", text, StringComparison.Ordinal); // GPT-2 and Llama have none
        Assert.Contains("as in the study, where it was 0.3.", text, StringComparison.Ordinal);
        Assert.Contains("utf-8-sig", text, StringComparison.Ordinal); // MRPC begins with a byte order mark
        Assert.DoesNotMatch("@[A-Z_]+@", text);
    }

    [Fact]
    public void Labels_stay_what_they_are()
    {
        var recipe = SampleRecipes.Of(TrainingFiles.Mixed) with { Classes = ["@SEED@", "so \"la la\"", "é\U0001F600"] };

        var text = TrainingFiles.Text(Format, recipe, ModelShapes.BertTiny);

        Assert.Contains("LABELS = [\"@SEED@\", \"so \\\"la la\\\"\", \"\\u00e9\\U0001f600\"]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_and_split_are_those_of_the_study()
    {
        var data = new TrainingData
        {
            Text = "#1 String",
            TextPair = "#2 String",
            Label = "Quality",
            Format = "csv",
            HasHeader = false,
            SplitSeed = 7,
            ValidationFraction = 0.15,
            TrainLimit = 2400,
        };

        var text = TrainingFiles.Text(Format, SampleRecipes.Of(TrainingFiles.Mixed), ModelShapes.BertTiny, request => request with { Data = data });

        Assert.Contains("\"--text\", default=\"#1 String\"", text, StringComparison.Ordinal);
        Assert.Contains("\"--text-pair\", default=\"#2 String\"", text, StringComparison.Ordinal);
        Assert.Contains("\"--label\", default=\"Quality\"", text, StringComparison.Ordinal);
        Assert.Contains("\"--format\", default=\"csv\"", text, StringComparison.Ordinal);
        Assert.Contains("names = [str(number)", text, StringComparison.Ordinal);
        Assert.Contains("VALIDATION = 7, 0.0, 0.15 ", text, StringComparison.Ordinal);
        Assert.Contains("limited(train, 2400), limited(validation, None)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_metric_of_the_study_decides_which_epoch_is_kept()
    {
        var text = TrainingFiles.Text(Format, SampleRecipes.Of(TrainingFiles.Mixed), ModelShapes.BertTiny, request => request with
        {
            Training = request.Training with { Metric = "glue", MetricParts = ["accuracy", "f1"], Patience = 2 },
        });

        Assert.Contains("for function in (accuracy, f1,)", text, StringComparison.Ordinal);
        Assert.Contains("metrics[\"eval_glue\"]", text, StringComparison.Ordinal);
        Assert.Contains("PATIENCE = 2 ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_BERT_is_given_numbers_of_segments()
    {
        var recipe = SampleRecipes.Of(TrainingFiles.Mixed);
        var other = recipe with { Model = recipe.Model with { Family = "llama" } };

        Assert.DoesNotContain("model_input_names", TrainingFiles.Text(Format, recipe, ModelShapes.BertTiny), StringComparison.Ordinal);
        Assert.Contains(
            "    tokenizer.model_input_names = [\"input_ids\", \"attention_mask\"]\n    if ",
            TrainingFiles.Text(Format, other, ModelShapes.LlamaTiny),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_weighed_as_they_were()
    {
        var recipe = SampleRecipes.Of(TrainingFiles.Mixed) with { ClassWeights = [0.5, 2] };

        var text = TrainingFiles.Text(Format, recipe, ModelShapes.BertTiny);

        Assert.Contains("WEIGHTS = [0.5, 2.0] ", text, StringComparison.Ordinal);
        Assert.Contains("trainer = WeightedTrainer(", text, StringComparison.Ordinal);
    }

    public static TheoryData<TaskKind, string, string> Tasks => new()
    {
        { TaskKind.Regression, "AutoModelForSequenceClassification", "spearman" },
        { TaskKind.TokenClassification, "AutoModelForTokenClassification", "f1_macro" },
        { TaskKind.TokenClassification, "AutoModelForTokenClassification", "entity_f1" },
        { TaskKind.LanguageModelling, "AutoModelForCausalLM", "perplexity" },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Each_task_has_a_program_that_compiles(TaskKind task, string model, string metric)
    {
        var recipe = SampleRecipes.Of(TrainingFiles.Mixed) with { Task = task };
        var text = TrainingFiles.Text(Format, recipe, ModelShapes.LlamaTiny, request => request with
        {
            Training = request.Training with { Metric = metric, MetricParts = [metric] },
        });

        Assert.Contains($"base = {model}.from_pretrained", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("@[A-Z_]+@", text);
        Compiles(text);
    }

    [Fact]
    public void What_training_chose_the_ranks_of_is_said_to_be_trained_otherwise()
    {
        var searched = PeftConfig.Uniform([0], new AdaloraConfig());
        var recipe = SampleRecipes.Of(TrainingFiles.Mixed);
        recipe = recipe with { Lineage = recipe.Lineage.Add(Recipe.TrainedAs, searched.ToJson()) };

        Assert.Contains("AdaLoRA", Assert.Single(Format.Judge(recipe, ModelShapes.BertTiny).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void What_PEFT_cannot_hold_has_no_script() => Assert.False(
        TrainingFiles.Judge(Format, PeftConfig.Uniform([0], new SerialAdapterConfig()), ModelShapes.BertTiny).IsPossible);

    public static TheoryData<MethodConfig, string> Folding => new()
    {
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Pissa }, "to which PiSSA of rank 4" },
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Olora }, "LoRA of rank 8" },
        { new LoraConfig { Rank = 4, Initialization = LoraInitialization.Eva }, "not with EVA" },
        { new AdaloraConfig(), "own way of training" },
        { new PrefixTuningConfig { Reparameterized = true }, "directly" },
    };

    [Theory]
    [MemberData(nameof(Folding))]
    public void What_folds_for_an_export_is_trained_otherwise_and_the_verdict_says_how(MethodConfig method, string expected)
    {
        var verdict = TrainingFiles.Judge(Format, PeftConfig.Uniform(Enumerable.Range(0, ModelShapes.BertTiny.Layers), method), ModelShapes.BertTiny);

        Assert.Equal(ExportVerdictKind.Approximate, verdict.Kind);
        Assert.Contains(expected, verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fold_is_trained_exactly() => Assert.Equal(
        ExportVerdict.Exact, TrainingFiles.Judge(Format, TrainingFiles.Mixed, ModelShapes.BertTiny));

    [Fact]
    public void Python_compiles_it() => Compiles(TrainingFiles.Text(Format, TrainingFiles.Mixed, ModelShapes.BertTiny));

    private static void Compiles(string program)
    {
        using var folder = new TemporaryFolder();

        Assert.SkipUnless(TryCompile(folder.Write("train.py", program), out var errors), "Python is not installed.");
        Assert.Equal(string.Empty, errors);
    }

    private static bool TryCompile(string path, out string errors)
    {
        errors = string.Empty;
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", ["-m", "py_compile", path]) { RedirectStandardError = true })!;
            errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
