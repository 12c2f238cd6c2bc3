using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Costs;

/// <summary>How many numbers of results a training step holds at once.</summary>
/// <remarks>
/// While a layer computes, all its results are there; when it is done, only what the backward pass needs of it lives on. So the
/// peak comes when one of the upper layers computes, or where the logits of a whole vocabulary are. The backward pass through a layer
/// needs less than that layer's results.
/// </remarks>
internal sealed class StepMemory(CostContext context, MethodRegistry registry)
{
    /// <summary>The rows that are measured together, without a backward pass.</summary>
    private const int MeasuredRows = 32;

    /// <summary>The same where every token has as many logits as the vocabulary has words.</summary>
    private const int MeasuredTexts = 8;

    private readonly BaseModelCost _baseModel = new(context);

    private int Last => context.Shape.Layers - 1;

    /// <summary>Whether of the last layer, but for its keys and values, only one token of each sequence is computed.</summary>
    private bool Narrows(PeftConfig config) =>
        !context.Batch.AsksTokens && !config.Placements.Any(placement => registry.Of(placement.Method).LooksAcrossTokens);

    /// <summary>The most numbers at once: of a training step, or of measuring, whichever takes more.</summary>
    public double PeakOf(PeftConfig config) => Math.Max(TrainingPeakOf(config), Measured().MeasuringPeakOf(config));

    /// <summary>What a pack holds of this training beside that: the results of one layer once more, of a training step or of measuring.</summary>
    public double MoreInAPack() => Math.Max(_baseModel.Working(training: true), Measured()._baseModel.Working(training: false));

    private StepMemory Measured()
    {
        var rows = context.Batch.Task == TaskKind.LanguageModelling ? MeasuredTexts : MeasuredRows;

        return new(context with { Batch = context.Batch with { BatchSize = rows } }, registry);
    }

    private double MeasuringPeakOf(PeftConfig config)
    {
        var (held, _) = ModulesOf(config);
        var narrows = Narrows(config);

        return Math.Max(held.Select((own, layer) => own + Working(layer, narrows, training: false)).Max(), _baseModel.Logits(training: false));
    }

    /// <summary>The peak of a training step; 0 without modules: then no layer has a backward pass.</summary>
    private double TrainingPeakOf(PeftConfig config)
    {
        if (config.Placements.IsEmpty)
        {
            return 0;
        }

        var (held, kept) = ModulesOf(config);
        var narrows = Narrows(config);
        var lowest = config.Placements[0].Layer;
        var (below, peak) = (0.0, 0.0);
        for (var layer = lowest; layer <= Last; layer++)
        {
            peak = Math.Max(peak, below + Working(layer, narrows, training: true) + held[layer]);
            below += kept[layer] + (layer == lowest ? KeptOfLowest(config, layer) : _baseModel.Kept);
        }

        return Math.Max(peak, below + _baseModel.Logits(training: true));
    }

    private double Working(int layer, bool narrows, bool training) =>
        layer == Last && narrows ? _baseModel.WorkingAtTheEnd(training) : _baseModel.Working(training);

    private double KeptOfLowest(PeftConfig config, int layer)
    {
        var own = config.Placements.Where(placement => placement.Layer == layer).Select(placement => placement.Method).ToArray();

        return own.All(method => registry.Of(method).ComesAtTheEnd(method)) ? _baseModel.KeptAtTheEnd
            : own.All(method => registry.Of(method).ComesBehindAttention(method, context.Shape)) ? _baseModel.KeptBehindAttention
            : _baseModel.Kept;
    }

    /// <summary>What the modules of each layer hold while it computes, and what is kept of that.</summary>
    private (double[] Held, double[] Kept) ModulesOf(PeftConfig config)
    {
        var (held, kept) = (new double[context.Shape.Layers], new double[context.Shape.Layers]);
        var narrows = Narrows(config);
        foreach (var group in config.Groups)
        {
            var method = registry.Of(group.Method);
            var cost = method.Cost(group, context);
            var layers = method.ReachesAllLayers ? [.. Enumerable.Range(0, context.Shape.Layers)] : group.Layers;
            foreach (var layer in layers)
            {
                var isNarrowed = layer == Last && narrows && !method.ReachesAllLayers;
                var (activations, needed) = isNarrowed
                    ? AtTheEnd(group.Method)
                    : (cost.Activations / (method.ReachesAllLayers ? 1 : layers.Length), cost.Kept / layers.Length);
                held[layer] += activations;
                kept[layer] += needed;
            }
        }

        return (held, kept);
    }

    /// <summary>What a method holds in a narrowed last layer, and what is kept of that: once a token only what changes keys and values.</summary>
    private (double Held, double Kept) AtTheEnd(MethodConfig method)
    {
        var once = context with { Batch = context.Batch with { Length = 1 } };
        var cost = method is TargetedConfig targeted
            ? CostOf(targeted, IsOfAllTokens, context) + CostOf(targeted, kind => !IsOfAllTokens(kind), once)
            : CostOf(method, registry.Of(method).ComesBehindAttention(method, context.Shape) ? once : context);

        return (cost.Activations, cost.Kept);
    }

    private static bool IsOfAllTokens(ModuleKind kind) => kind is ModuleKind.Key or ModuleKind.Value or ModuleKind.QueryKeyValue;

    private MethodCost CostOf(TargetedConfig method, Func<ModuleKind, bool> concerns, CostContext own)
    {
        ModuleKindSet targets = [.. method.Targets.Where(concerns)];

        return targets.Count > 0 ? CostOf(method with { Targets = targets }, own) : MethodCost.Zero;
    }

    private MethodCost CostOf(MethodConfig method, CostContext own) => registry.Of(method).Cost(new PeftGroup(method, [Last]), own);
}
