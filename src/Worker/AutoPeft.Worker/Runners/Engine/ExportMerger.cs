using System.Text.Json.Nodes;
using AutoPeft.Models;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Merging;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Folds the modules of an export into its base model and writes a model folder that needs nothing else.</summary>
/// <param name="engine">Where to compute.</param>
public sealed class ExportMerger(ITensorEngine engine)
{
    private const int SampleRows = 4;
    private const int SampleLength = 16;

    // What a tokenizer of any family is made of.
    private static readonly string[] TokenizerFiles =
    [
        "vocab.txt", "vocab.json", "merges.txt", "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json",
    ];

    /// <summary>Merges, writes, reads back, and compares.</summary>
    /// <param name="export">An export of this program, in any format.</param>
    /// <param name="modelFolder">The model that it was trained on.</param>
    /// <param name="target">The folder to write; must be new or empty.</param>
    /// <exception cref="InvalidInputException">
    /// The export is damaged or belongs to another model, something cannot be folded, or the folder is in use; nothing was written.
    /// </exception>
    public MergeReport Merge(string export, string modelFolder, string target)
    {
        var shape = TransformerLoader.Describe(modelFolder);
        var verified = ExportVerifier.Verify(export, shape);
        using var model = TransformerLoader.Load(engine, modelFolder, trainable: false);
        Check(verified, model, (export, modelFolder, target));
        using var modules = PeftModules.Restore(verified.Modules.Config, model, verified.Modules.Weights);
        var changed = WeightMerger.Merge(model, modules).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        var tensors = model.Weights
            .Select(weight => changed.TryGetValue(weight.Name, out var merged) ? merged : TensorData.Of(weight))
            .Select(tensor => StoredForm.Of(tensor, shape))
            .Concat(verified.Modules.Head);
        ModelFolderWriter.Write(target, Config(modelFolder, verified), [.. tensors], ElementType.F32);
        CopyTokenizer(modelFolder, target);
        RecipeFile.Write(Path.Combine(target, RecipeFile.FileName), verified.Manifest.Recipe);

        return new(changed.Count, Difference(Outputs(model, modules.Extensions), target));
    }

    private static void Check(VerifiedExport export, ITransformer model, (string Export, string Model, string Target) folders)
    {
        var faults = WeightMerger.Obstacles(export.Modules.Config, model.Shape).ToList();
        if (export.Manifest.Recipe.Model.Sha256 != WeightsHash.Of(model))
        {
            faults.Add(new(
                new(folders.Export), $"It was trained on another base model than {folders.Model}.", "Use the model of the recipe."));
        }

        if (Directory.Exists(folders.Target) && Directory.EnumerateFileSystemEntries(folders.Target).Any())
        {
            faults.Add(new(new(folders.Target), "The folder is not empty.", "Name a new folder."));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    // The base model's own configuration, with the classes that the head tells apart.
    private static JsonObject Config(string modelFolder, VerifiedExport export)
    {
        var config = JsonObject.Create(HuggingFaceFolder.ReadConfig(modelFolder))!;
        var (task, classes) = (export.Manifest.Recipe.Task, export.Manifest.Recipe.Classes);
        if (task == TaskKind.LanguageModelling)
        {
            return config; // the base model's own head
        }

        // Transformers counts the outputs by the names of the classes; a number has one, like a class.
        classes = classes.IsEmpty ? ["LABEL_0"] : classes;
        config["id2label"] = new JsonObject(
            classes.Select((name, index) => KeyValuePair.Create(FormattableString.Invariant($"{index}"), (JsonNode?)name)));
        config["label2id"] = new JsonObject(classes.Select((name, index) => KeyValuePair.Create(name, (JsonNode?)index)));
        if (config["architectures"]?.AsArray().FirstOrDefault()?.GetValue<string>() is { } architecture)
        {
            config["architectures"] = new JsonArray(Classifier(architecture, task));
        }

        return config;
    }

    // BertModel, BertForMaskedLM, … all become BertForSequenceClassification, or BertForTokenClassification.
    private static string Classifier(string architecture, TaskKind task)
    {
        var end = architecture.IndexOf("For", StringComparison.Ordinal);
        var family = end > 0 ? architecture[..end] : architecture.Replace("LMHeadModel", "", StringComparison.Ordinal)
            .Replace("Model", "", StringComparison.Ordinal);

        return family + (task == TaskKind.TokenClassification ? "ForTokenClassification" : "ForSequenceClassification");
    }

    private static void CopyTokenizer(string source, string target)
    {
        foreach (var name in TokenizerFiles.Where(name => File.Exists(Path.Combine(source, name))))
        {
            File.Copy(Path.Combine(source, name), Path.Combine(target, name));
        }
    }

    private double Difference(float[] expected, string folder)
    {
        using var merged = TransformerLoader.Load(engine, folder, trainable: false);
        var actual = Outputs(merged, ModelExtensions.None);

        return expected.Zip(actual).Max(pair => Math.Abs((double)pair.First - pair.Second) / (1 + Math.Abs((double)pair.First)));
    }

    // Random tokens tell two models apart as well as any text does.
    private float[] Outputs(ITransformer model, ModelExtensions extensions)
    {
        var length = Math.Min(SampleLength, model.Shape.MaximumLength);
        var key = RandomKey.FromSeed(1);
        var ids = Enumerable.Range(0, SampleRows * length).Select(i => key.Below(i, model.Shape.VocabularySize)).ToArray();
        var batch = new TokenBatch([.. ids], [.. new int[ids.Length]], [.. Enumerable.Repeat(length, SampleRows)]);
        using var scope = engine.StepScope();
        using var constant = engine.NoGradient();

        return model.Encode(batch, new(extensions, Training: false, default)).ToArray();
    }
}
