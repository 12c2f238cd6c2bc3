using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats.HuggingFace;

/// <summary>
/// The folder that <c>PeftModel.from_pretrained</c> loads: <c>adapter_config.json</c> and
/// <c>adapter_model.safetensors</c>.
/// </summary>
public sealed class HuggingFaceFormat : IExportFormat
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "hf_peft";

    private const string ConfigFile = "adapter_config.json";
    private const string WeightsFile = "adapter_model.safetensors";
    private const string Classifier = "classifier";
    private const string Instead = "Export to adapterhub where it can hold the modules, or to autopeft, which can hold all.";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Title => "Hugging Face PEFT";

    /// <inheritdoc/>
    public ExportVerdict Judge(PeftConfig config, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(config);

        var folded = config.Folded().Groups;
        var methods = folded.Select(group => MethodRegistry.BuiltIn.Of(group.Method)).Distinct().ToArray();

        return methods.Length == 0 ? ExportVerdict.Impossible("There is no module to export.", Instead)
            : methods.Length > 1 ? ExportVerdict.Impossible($"PEFT holds one method, but here are {MethodTitles.Of(config, " and ")}.", Instead)
            : methods[0].HuggingFace is not { } mapping ? ExportVerdict.Impossible($"PEFT has no {MethodTitles.Of(config, " and no ")}.", Instead)
            : StoresTransposed(shape) && !mapping.TakesTransposed(folded, shape) ? ExportVerdict.Impossible(
                $"PEFT's {mapping.PeftType} takes torch.nn.Linear only; the linear modules of {shape.Family} are Conv1D.", Instead)
            : mapping.Judge(folded, shape);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Warnings(Recipe recipe, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var config = recipe.Configuration;

        return Judge(config, shape).IsPossible
            ? HuggingFaceWarnings.Of(
                MethodRegistry.BuiltIn.Of(config.Folded().Groups[0].Method).HuggingFace!, Describe(config, shape), (shape, recipe.Task))
            : [];
    }

    /// <summary>Whether the linear modules of a model are of transformers' <c>Conv1D</c>, whose weight is transposed.</summary>
    internal static bool StoresTransposed(ModelShape shape) => shape.Family == "gpt2";

    /// <inheritdoc/>
    public bool Recognizes(string folder) => FormatFiles.Exist(folder, ConfigFile, WeightsFile);

    /// <inheritdoc/>
    public ImmutableArray<ExportFile> Write(ExportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        var verdict = Judge(request.Recipe.Configuration, request.Shape);
        if (!verdict.IsPossible)
        {
            throw new ArgumentException(verdict.ToString(), nameof(request));
        }

        var groups = request.Recipe.Configuration.Folded().Groups;
        var mapping = MethodRegistry.BuiltIn.Of(groups[0].Method).HuggingFace!;
        var weights = request.Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var tensors = mapping.Tensors(groups, request.Shape).Select(layout => layout.Pack(weights))
            .Concat(request.Head.Select(tensor => tensor with { Name = mapping.ModelPrefix + tensor.Name }));

        return
        [
            new(ConfigFile, PortableJson.Write(Config(request))),
            ExportFile.OfTensors(WeightsFile, tensors),
            HuggingFaceCard.Write(request.Recipe, verdict, Warnings(request.Recipe, request.Shape)),
        ];
    }

    /// <inheritdoc/>
    public ImportedModules Read(string folder, ModelShape shape)
    {
        var faults = new List<Fault>();
        var fields = new JsonFields(FormatFiles.ReadObject(folder, ConfigFile), Path.Combine(folder, ConfigFile), faults);
        var mapping = Mapping(fields);
        var placements = mapping?.Read(fields, shape).ToArray() ?? [];
        var config = PeftConfig.Of(placements);
        faults.AddRange(config.Faults(shape));
        var saved = fields.Find("modules_to_save") is { ValueKind: not JsonValueKind.Null } ? fields.Texts("modules_to_save") : [];
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        var layouts = mapping!.Tensors(config.Groups, shape).ToArray();
        var head = (string name) => HeadName(name, mapping.ModelPrefix, saved);

        return new(
            config, LayoutReader.Read(file, layouts, name => head(name) is not null), LayoutReader.ReadOther(file, head));
    }

    /// <summary>The fields of <c>adapter_config.json</c> that describe the modules; only for what PEFT can hold.</summary>
    internal static JsonObject Describe(PeftConfig config, ModelShape shape)
    {
        var groups = config.Folded().Groups;
        var mapping = MethodRegistry.BuiltIn.Of(groups[0].Method).HuggingFace!;
        var fields = new JsonObject { ["peft_type"] = mapping.PeftType };
        mapping.Describe(groups, shape, fields);

        return fields;
    }

    /// <summary>The modules that tensors belong to: their names without the last part, each once, sorted.</summary>
    /// <remarks>
    /// For sequence classification PEFT adds <c>classifier</c> to the list by itself, and a module may not be saved within another: where
    /// the classifier has parts, as RoBERTa's has, the whole is named.
    /// </remarks>
    internal static IEnumerable<string> ModulesOf(IEnumerable<TensorData> tensors) => tensors
        .Select(tensor => tensor.Name[..tensor.Name.LastIndexOf('.')])
        .Select(module => module.StartsWith(Classifier + ".", StringComparison.Ordinal) ? Classifier : module)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static HuggingFaceMapping? Mapping(JsonFields fields)
    {
        var type = fields.Text("peft_type");
        var mapping = MethodRegistry.BuiltIn.Methods
            .Select(method => method.HuggingFace)
            .FirstOrDefault(candidate => candidate?.Reads(fields) == true);
        if (mapping is null && type is not null)
        {
            fields.Fault("peft_type", $"peft_type is {type}, which is not in our catalogue.");
        }

        return mapping;
    }

    private static JsonObject Config(ExportRequest request)
    {
        var config = Describe(request.Recipe.Configuration, request.Shape);
        config["auto_mapping"] = null;
        config["base_model_name_or_path"] = request.Recipe.Model.Name;
        config["inference_mode"] = true;
        config["modules_to_save"] = request.Head.IsEmpty ? null : PortableJson.List(ModulesOf(request.Head));
        config["revision"] = null;
        config["task_type"] = RecipeTasks.PeftTypeOf(request.Recipe.Task);

        return config;
    }

    // PEFT saves a module when its path ends with, or leads through, one of the listed names.
    private static string? HeadName(string name, string prefix, ImmutableArray<string> saved)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var own = name[prefix.Length..];
        var module = $".{own[..Math.Max(0, own.LastIndexOf('.'))]}.";

        return saved.Any(listed => module.Contains($".{listed}.", StringComparison.Ordinal)) ? own : null;
    }
}
