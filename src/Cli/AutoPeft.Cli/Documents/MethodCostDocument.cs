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
    ImmutableSortedDictionary<string, string> Verdicts)
{
    // Operations are counted for a sequence of a usual length.
    private static readonly BatchShape Batch = new(1, 128);

    /// <summary>The costs of one method in all layers.</summary>
    public static MethodCostDocument Of(string folder, ModelShape shape, PeftConfig config)
    {
        var cost = CostModel.Of(config, shape, Batch);
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
            ExportFormats.All.ToImmutableSortedDictionary(format => format.Name, format => format.Judge(config, shape).ToString()));
    }
}
