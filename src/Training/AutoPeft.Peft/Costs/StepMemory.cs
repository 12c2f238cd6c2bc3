using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Costs;

/// <summary>How many numbers of results a training step holds at once.</summary>
/// <remarks>
/// While a layer computes, all its results are there; when it is done, only what the backward pass needs of it lives on. So the
/// peak comes when one of the upper layers computes. The backward pass itself needs less than that layer's results.
/// </remarks>
internal sealed class StepMemory(CostContext context, MethodRegistry registry)
{
    /// <summary>The rows that are measured together, without a backward pass.</summary>
    private const int MeasuredRows = 32;

    private readonly BaseModelCost _baseModel = new(context);

    /// <summary>The most numbers at once: of a training step, or of measuring, whichever takes more.</summary>
    public double PeakOf(PeftConfig config)
    {
        var measured = new StepMemory(context with { Batch = context.Batch with { BatchSize = MeasuredRows } }, registry);

        return Math.Max(TrainingPeakOf(config), measured.MeasuringPeakOf(config));
    }

    private double MeasuringPeakOf(PeftConfig config) => _baseModel.Working(training: false) + ModulesOf(config).Held.Max();

    /// <summary>The peak of a training step; 0 without modules: then no layer has a backward pass.</summary>
    private double TrainingPeakOf(PeftConfig config)
    {
        if (config.Placements.IsEmpty)
        {
            return 0;
        }

        var (held, kept) = ModulesOf(config);
        var lowest = config.Placements[0].Layer;
        var working = _baseModel.Working(training: true);
        var (below, peak) = (0.0, 0.0);
        for (var layer = lowest; layer < context.Shape.Layers; layer++)
        {
            peak = Math.Max(peak, below + working + held[layer]);
            below += kept[layer] + (layer == lowest && ComesAtTheEnd(config, layer) ? _baseModel.KeptAtTheEnd : _baseModel.Kept);
        }

        return peak;
    }

    private bool ComesAtTheEnd(PeftConfig config, int layer) => config.Placements
        .Where(placement => placement.Layer == layer)
        .All(placement => registry.Of(placement.Method).ComesAtTheEnd(placement.Method));

    /// <summary>What the modules of each layer hold while it computes, and what is kept of that.</summary>
    private (double[] Held, double[] Kept) ModulesOf(PeftConfig config)
    {
        var (held, kept) = (new double[context.Shape.Layers], new double[context.Shape.Layers]);
        foreach (var group in config.Groups)
        {
            var method = registry.Of(group.Method);
            var cost = method.Cost(group, context);
            var layers = method.ReachesAllLayers ? [.. Enumerable.Range(0, context.Shape.Layers)] : group.Layers;
            foreach (var layer in layers)
            {
                held[layer] += cost.Activations / (method.ReachesAllLayers ? 1 : layers.Length);
                kept[layer] += cost.Kept / layers.Length;
            }
        }

        return (held, kept);
    }
}
