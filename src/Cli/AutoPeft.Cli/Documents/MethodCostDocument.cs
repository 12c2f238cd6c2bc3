using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Cli.Documents;

/// <summary>What a PEFT method costs in every layer of a model, and where it could be exported.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Family">The model's family.</param>
/// <param name="Layers">The model's layers.</param>
/// <param name="Settings">The settings that were counted with.</param>
/// <param name="TrainableParameters">Trained numbers.</param>
/// <param name="TrainableFraction">Their share of the model's.</param>
/// <param name="CountedParameters">Parameters as the paper counts them.</param>
/// <param name="SavedParameters">Numbers in an export.</param>
/// <param name="CheckpointBytes">Bytes of an export.</param>
/// <param name="InferenceOverheadFraction">Extra operations of inference after merging what can be.</param>
/// <param name="Latency"><c>merged</c> where it folds into the weights of this model, else <c>extra</c>.</param>
/// <param name="PeakMemoryBytes">Memory of training a batch of <paramref name="Batch"/>, in bytes.</param>
/// <param name="Batch">The batch that operations and memory are for.</param>
/// <param name="Verdicts">Whether each format can hold it, by format.</param>
internal sealed record MethodCostDocument(
    string Model,
    string Family,
    int Layers,
    string Settings,
    long TrainableParameters,
    double TrainableFraction,
    long CountedParameters,
    long SavedParameters,
    long CheckpointBytes,
    double InferenceOverheadFraction,
    string Latency,
    long PeakMemoryBytes,
    BatchShape Batch,
    ImmutableSortedDictionary<string, string> Verdicts)
{
    // What study files train with unless they say otherwise.
    private static readonly BatchShape UsualBatch = new(32, 128);

    /// <summary>The costs of one method in all layers.</summary>
    public static MethodCostDocument Of(string folder, ModelShape shape, PeftConfig config)
    {
        var cost = CostModel.Of(config, shape, UsualBatch);
        var method = config.Groups[0].Method;

        return new(
            folder,
            shape.Family,
            shape.Layers,
            MethodRegistry.BuiltIn.Of(method).Describe(method).ToString(),
            cost.TrainableParameters,
            cost.TrainableFraction,
            cost.CountedParameters,
            cost.SavedParameters,
            cost.CheckpointBytes,
            cost.InferenceOverheadFraction,
            JsonValues.Of(cost.Latency),
            cost.PeakMemoryBytes,
            UsualBatch,
            ExportFormats.All.ToImmutableSortedDictionary(format => format.Name, format => format.Judge(config, shape).ToString()));
    }
}
