using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Trials.Probes;

/// <summary>How much a probe promises of a configuration: the sensitivity of each module that it changes, times how far it can change it.</summary>
/// <remarks>
/// <c>g(x) = Σ_m √F_m / Σ √F · v(p_m)</c> with the Fisher information F and the counted parameters p that x spends on a module, and
/// <c>v(p) = log(1 + 512 p / 2 C²) / log 513</c>, since gains shrink with size. What a method of no single module spends goes in equal parts to
/// the modules beside it: bottlenecks to the end of their block, prefixes to keys and values, others to all of the layer.
/// </remarks>
/// <param name="modules">The probe.</param>
/// <param name="context">The model and the training batch.</param>
internal sealed class ProbedGain(ImmutableArray<ProbedModule> modules, CostContext context)
{
    private const double Finest = 512;

    private readonly double _total = modules.Sum(module => Math.Sqrt(module.Fisher));

    /// <summary>g, from 0 (no module) to about 1.</summary>
    public double Of(PeftConfig config)
    {
        var spent = new Dictionary<(int Layer, ModuleKind Kind), double>();
        foreach (var group in config.Groups)
        {
            var share = MethodRegistry.BuiltIn.Of(group.Method).Cost(group, context).Counted / (double)group.Layers.Length;
            foreach (var layer in group.Layers)
            {
                Spend(spent, (layer, Beside(group.Method, layer)), share);
            }
        }

        return modules.Sum(module => Math.Sqrt(module.Fisher) / _total * Value(spent.GetValueOrDefault((module.Layer, module.Module))));
    }

    private static void Spend(Dictionary<(int, ModuleKind), double> spent, (int Layer, ModuleKind[] Kinds) on, double parameters)
    {
        foreach (var kind in on.Kinds)
        {
            spent[(on.Layer, kind)] = spent.GetValueOrDefault((on.Layer, kind)) + (parameters / on.Kinds.Length);
        }
    }

    private double Value(double parameters) =>
        Math.Log(1 + (Finest * parameters / (2.0 * context.Shape.HiddenSize * context.Shape.HiddenSize))) / Math.Log(1 + Finest);

    private ModuleKind[] Beside(MethodConfig method, int layer)
    {
        ModuleKind[] wanted = method switch
        {
            TargetedConfig targeted => [.. targeted.Targets],
            BottleneckConfig { Placement: BottleneckPlacement.FeedForward } => [ModuleKind.FeedForwardDown],
            BottleneckConfig { Placement: BottleneckPlacement.Attention } => [ModuleKind.AttentionOutput],
            BottleneckConfig => [ModuleKind.FeedForwardDown, ModuleKind.AttentionOutput],
            PrefixTuningConfig => [ModuleKind.Key, ModuleKind.Value, ModuleKind.QueryKeyValue],
            _ => Enum.GetValues<ModuleKind>(),
        };

        return Array.FindAll(wanted, kind => context.Shape.Find(layer, kind) is not null);
    }
}
