using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The comparisons that a search is shown with. They are trained like trials and selected like trials, on validation rows.</summary>
public static class BaselinePlan
{
    /// <summary>Houlsby and Pfeiffer adapters usually have a sixteenth of the hidden size.</summary>
    private const int AdapterReduction = 16;

    /// <summary>The rank of the LoRA paper's main results.</summary>
    private const int LoraRank = 8;

    private static readonly ImmutableArray<double> ModuleRates = [5e-4, 2e-3, 8e-3];
    private static readonly ImmutableArray<double> WholeRates = [1e-4, 3e-4, 1e-3];

    /// <summary>Head only, full fine-tuning, uniform LoRA and uniform serial adapter, at three learning rates each.</summary>
    /// <param name="shape">The model.</param>
    public static ImmutableArray<BaselineKind> For(ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return
        [
            new("head only", Configuration.Empty, ModuleRates),
            new("full fine-tuning", Of("train_base_model", ParameterValue.Of(true)), WholeRates),
            new("uniform LoRA", Of("lora.rank", ParameterValue.Of(LoraRank)), ModuleRates),
            new(
                "uniform serial adapter",
                Of("serial_adapter.bottleneck_size", ParameterValue.Of(Math.Max(1, shape.HiddenSize / AdapterReduction))),
                ModuleRates),
        ];
    }

    /// <summary>The completed trial of a kind with the best value of an objective; null when none is completed.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="trials">The trials of the study.</param>
    /// <param name="objective">What to select by, measured on validation rows.</param>
    public static Trial? Best(BaselineKind kind, IEnumerable<Trial> trials, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(objective);

        return trials
            .Where(trial => trial.State == TrialState.Completed && kind.Includes(trial))
            .MinBy(trial => objective.ToLoss(trial.Metrics[objective.Name]));
    }

    private static Configuration Of(string name, ParameterValue value) => new([KeyValuePair.Create(name, value)]);
}
