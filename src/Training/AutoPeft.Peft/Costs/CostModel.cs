using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Costs;

/// <summary>
/// Computes what a configuration costs from the shapes of the real model; nothing is built or trained.
/// </summary>
/// <remarks>
/// Parameter counts are exact. Operations and memory are estimates by stated rules, good for comparing configurations:
/// <list type="bullet">
/// <item>Operations are those of matrix products and attention, a multiply-add being two; what is done to each number by itself counts
/// only where a method does nothing else.</item>
/// <item>Training operations: forward of everything; backward through activations down to the lowest layer with a module
/// (work that a cache of frozen activations saves is not subtracted); a module's backward pass is twice its forward pass.</item>
/// <item>Peak memory: 4 bytes for each number of the base model; 16 for each trained one (value, gradient, two moments of
/// AdamW); 4 for each number that the backward pass needs of the layers it visits, and for every result of one layer, which is
/// there while it computes; at least what measuring takes, 32 rows at a time without a backward pass.</item>
/// <item>The head is left out of everything, and so is what a process keeps for all its trials, such as packed weights.</item>
/// </list>
/// </remarks>
public static class CostModel
{
    private const int BytesPerNumber = 4;
    private const int BytesPerTrainedNumber = 16;

    /// <summary>The cost of a configuration of built-in methods.</summary>
    /// <param name="config">A configuration without faults for this model.</param>
    /// <param name="shape">The model.</param>
    /// <param name="batch">The training batch that operations and memory are for.</param>
    /// <exception cref="ArgumentException">The configuration does not fit the model.</exception>
    public static CostReport Of(PeftConfig config, ModelShape shape, BatchShape batch) =>
        Of(config, new(shape, batch), MethodRegistry.BuiltIn);

    /// <summary>The cost of a configuration of these methods.</summary>
    /// <inheritdoc cref="Of(PeftConfig, ModelShape, BatchShape)"/>
    public static CostReport Of(PeftConfig config, CostContext context, MethodRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(registry);

        var modules = config.Groups.Aggregate(
            MethodCost.Zero, (sum, group) => sum + registry.Of(group.Method).Cost(group, context));
        var lowest = config.Placements.IsEmpty ? context.Shape.Layers : config.Placements[0].Layer;
        var baseModel = new BaseModelCost(context);
        var flops = baseModel.ForwardFlops + baseModel.BackwardFlops(lowest) + (3 * modules.ForwardFlops);

        return Report(modules, context, flops) with
        {
            Latency = config.Groups.All(group => registry.Of(group.Method).FoldsInto(context.Shape, group)) ? LatencyClass.Merged : LatencyClass.Extra,
            PeakMemoryBytes = (BytesPerNumber * context.Shape.ParameterCount) + (BytesPerTrainedNumber * modules.Trainable)
                + (long)(BytesPerNumber * new StepMemory(context, registry).PeakOf(config)),
            PackingBytes = (long)(BytesPerNumber * new StepMemory(context, registry).MoreInAPack()),
        };
    }

    /// <summary>The cost of training the whole model, without any module.</summary>
    /// <param name="shape">The model.</param>
    /// <param name="batch">The training batch that operations and memory are for.</param>
    public static CostReport OfFullFineTuning(ModelShape shape, BatchShape batch)
    {
        ArgumentNullException.ThrowIfNull(shape);

        var context = new CostContext(shape, batch);
        var baseModel = new BaseModelCost(context);
        var all = MethodCost.Zero with
        {
            Trainable = shape.ParameterCount,
            Counted = shape.ParameterCount,
            Saved = shape.ParameterCount,
        };
        var flops = baseModel.ForwardFlops + baseModel.BackwardFlops(lowestLayer: 0) + baseModel.WeightGradientFlops;

        return Report(all, context, flops) with
        {
            PeakMemoryBytes = (BytesPerTrainedNumber * shape.ParameterCount)
                + (long)(BytesPerNumber * (baseModel.Working(training: true) + ((shape.Layers - 1) * baseModel.KeptWithWeights))),
        };
    }

    private static CostReport Report(MethodCost modules, CostContext context, double trainingFlops) => new()
    {
        TrainableParameters = modules.Trainable,
        CountedParameters = modules.Counted,
        SavedParameters = modules.Saved,
        TrainingFlopsPerToken = trainingFlops / context.Batch.Tokens,
        PeakMemoryBytes = 0,
        Latency = LatencyClass.Merged,
        InferenceOverheadFraction = modules.InferenceFlops / new BaseModelCost(context).ForwardFlops,
        TrainableFraction = (double)modules.Trainable / context.Shape.ParameterCount,
    };
}
