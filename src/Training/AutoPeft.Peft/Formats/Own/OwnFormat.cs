using System.Collections.Immutable;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats.Own;

/// <summary>
/// Our own folder: <c>recipe.json</c> and <c>weights.safetensors</c> with our names. Holds every configuration
/// exactly.
/// </summary>
public sealed class OwnFormat : IExportFormat
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "autopeft";

    private const string RecipeFile = "recipe.json";
    private const string WeightsFile = "weights.safetensors";
    private const string HeadPrefix = "head.";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Title => "AutoPEFT";

    /// <inheritdoc/>
    public ExportVerdict Judge(PeftConfig config, ModelShape shape) => ExportVerdict.Exact;

    /// <inheritdoc/>
    public bool Recognizes(string folder) => FormatFiles.Exist(folder, RecipeFile, WeightsFile);

    /// <inheritdoc/>
    public ImmutableArray<ExportFile> Write(ExportRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);

        var tensors = request.Weights.Concat(request.Head.Select(tensor => tensor with { Name = HeadPrefix + tensor.Name }));

        return
        [
            new(RecipeFile, PortableJson.Write(RecipeJson.Write(request.Recipe))),
            ExportFile.OfTensors(WeightsFile, tensors),
        ];
    }

    /// <inheritdoc/>
    public ImportedModules Read(string folder, ModelShape shape)
    {
        var recipe = RecipeJson.Read(FormatFiles.ReadObject(folder, RecipeFile), Path.Combine(folder, RecipeFile));
        if (recipe.Configuration.Faults(shape) is { IsEmpty: false } faults)
        {
            throw new InvalidInputException(faults);
        }

        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsFile));
        var layouts = recipe.Configuration.Folded().Groups
            .SelectMany(group => MethodRegistry.BuiltIn.Of(group.Method).SavedTensors(group, shape))
            .Select(part => TensorLayout.Of(part.Name, part))
            .ToArray();

        return new(recipe.Configuration, LayoutReader.Read(file, layouts, IsHead), LayoutReader.ReadOther(file, HeadName));
    }

    private static bool IsHead(string name) => name.StartsWith(HeadPrefix, StringComparison.Ordinal);

    private static string? HeadName(string name) => IsHead(name) ? name[HeadPrefix.Length..] : null;
}
