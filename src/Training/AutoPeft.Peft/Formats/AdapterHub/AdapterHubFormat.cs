using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats.AdapterHub;

/// <summary>The folder that AdapterHub's <c>model.load_adapter(…, use_safetensors=True)</c> loads.</summary>
public sealed class AdapterHubFormat : IExportFormat
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "adapterhub";

    private const string ConfigFile = "adapter_config.json";
    private const string WeightsFile = "adapter.safetensors";
    private const string HeadConfigFile = "head_config.json";
    private const string HeadFile = "model_head.safetensors";
    private const string AdapterName = "autopeft";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Title => "AdapterHub adapters";

    /// <inheritdoc/>
    public ExportVerdict Judge(PeftConfig config, ModelShape shape) => AdapterHubJudge.Judge(config, shape);

    /// <inheritdoc/>
    public IEnumerable<string> Warnings(Recipe recipe, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var config = recipe.Configuration;

        return config.Groups.Any(group => group.Method.Method == LoraConfig.MethodName) && Judge(config, shape).IsPossible
            ? ["Versions of adapters before 1.1.0 scale LoRA wrongly; load the export with 1.1.0 or later."]
            : [];
    }

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

        var config = request.Recipe.Configuration.Folded();
        var weights = request.Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        var tensors = Layouts(config, request.Shape, AdapterName).Select(layout => layout.Pack(weights));

        return
        [
            new(ConfigFile, PortableJson.Write(AdapterHubConfigFile.Adapter(config, request, AdapterName))),
            ExportFile.OfTensors(WeightsFile, tensors),
            new(HeadConfigFile, PortableJson.Write(AdapterHubConfigFile.Head(request))),
            ExportFile.OfTensors(HeadFile, request.Head),
            AdapterHubCard.Write(request, verdict, Warnings(request.Recipe, request.Shape)),
        ];
    }

    /// <inheritdoc/>
    public ImportedModules Read(string folder, ModelShape shape)
    {
        var faults = new List<Fault>();
        var path = Path.Combine(folder, ConfigFile);
        var fields = new JsonFields(FormatFiles.ReadObject(folder, ConfigFile), path, faults);
        var adapter = fields.Text("name") ?? AdapterName;
        var config = PeftConfig.Of([.. AdapterHubConfigReader.Read(fields, shape, faults)]);
        faults.AddRange(config.Faults(shape));
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));

        return new(config, LayoutReader.Read(file, [.. Layouts(config, shape, adapter)], _ => false), Head(folder));
    }

    private static IEnumerable<TensorLayout> Layouts(PeftConfig config, ModelShape shape, string adapter)
    {
        var names = new AdapterHubNames(shape, adapter);

        return config.Groups
            .GroupBy(group => MethodRegistry.BuiltIn.Of(group.Method))
            .SelectMany(method => method.Key.AdapterHub!.Tensors([.. method], names));
    }

    private static ImmutableArray<TensorData> Head(string folder)
    {
        var path = Path.Combine(folder, HeadFile);
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = SafetensorsFile.Open(path);
        return LayoutReader.ReadOther(file, name => name);
    }
}
