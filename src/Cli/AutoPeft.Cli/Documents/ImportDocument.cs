using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft import</c> says.</summary>
internal sealed record ImportDocument
{
    /// <summary>The folder that was read. Full path.</summary>
    public required string Path { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>The modules in our terms, as recipes write them.</summary>
    public required JsonObject Configuration { get; init; }

    /// <summary>SHA-256 over the configuration: equal modules have equal hashes, however they were written.</summary>
    public required string Hash { get; init; }

    /// <summary>What it costs, by the names of analytic metrics, for a batch of 32 texts of 128 tokens.</summary>
    public required JsonObject Costs { get; init; }

    /// <summary>How faithfully each format would hold it.</summary>
    public required ImmutableSortedDictionary<string, string> Verdicts { get; init; }

    /// <summary>The tensors of the modules.</summary>
    public required int ModuleTensors { get; init; }

    /// <summary>The tensors of the head; 0 when the folder has none.</summary>
    public required int HeadTensors { get; init; }

    /// <summary>Which point of a study's space it is; null when nobody named a study.</summary>
    public ImportedPointDocument? Point { get; init; }

    /// <summary>The document of an import.</summary>
    public static ImportDocument Of(string folder, IExportFormat format, ImportedModules modules, ModelShape shape) => new()
    {
        Path = folder,
        Format = format.Name,
        Configuration = JsonNode.Parse(modules.Config.ToJson())!.AsObject(),
        Hash = modules.Config.ContentHash,
        Costs = JsonValues.Of(AnalyticMetrics.All(CostModel.Of(modules.Config, shape, new BatchShape(32, Math.Min(128, shape.MaximumLength))))),
        Verdicts = ExportFormats.All.ToImmutableSortedDictionary(
            target => target.Name, target => target.Judge(modules.Config, shape).ToString(), StringComparer.Ordinal),
        ModuleTensors = modules.Weights.Length,
        HeadTensors = modules.Head.Length,
    };
}
