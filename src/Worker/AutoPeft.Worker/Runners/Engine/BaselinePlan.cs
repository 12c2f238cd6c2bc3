using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// The comparisons that a search is shown with. They are trained like trials and selected like trials, on validation
/// rows.
/// </summary>
public static class BaselinePlan
{
    /// <summary>Houlsby and Pfeiffer adapters usually have a sixteenth of the hidden size.</summary>
    private const int AdapterReduction = 16;

    /// <summary>The rank of the LoRA paper's main results.</summary>
    private const int LoraRank = 8;

    /// <summary>
    /// Good learning rates fall about in proportion to the width (Yang et al., "Tensor Programs V", 2022, Table 3). The
    /// factors are those around the best rates found for a BERT of width 128; at 768 they come to the customary 1e-4 to
    /// 1e-3 for modules and 5e-5 to 5e-4 for whole models.
    /// </summary>
    private static readonly ImmutableArray<double> ModuleFactors = [0.064, 0.256, 1];
    private static readonly ImmutableArray<double> WholeFactors = [0.04, 0.128, 0.4];

    /// <summary>
    /// Head only, full fine-tuning, uniform LoRA and uniform serial adapter, and those that the study names, at three learning rates each;
    /// none for a study that a program trains, which knows what to compare with.
    /// </summary>
    /// <param name="study">The study.</param>
    public static ImmutableArray<BaselineKind> For(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return study.Program is null ? OfEngine(study) : [];
    }

    private static ImmutableArray<BaselineKind> OfEngine(StudyDefinition study)
    {
        var shape = study.Shape;
        var moduleRates = Rates(ModuleFactors, shape);

        return
        [
            .. HeadOnly(study, moduleRates),
            new("full fine-tuning", Of("train_base_model", ParameterValue.Of(true)), Rates(WholeFactors, shape)),
            new("uniform LoRA", Of("lora.rank", ParameterValue.Of(LoraRank)), moduleRates),
            new(
                "uniform serial adapter",
                Of("serial_adapter.bottleneck_size", ParameterValue.Of(Math.Max(1, shape.HiddenSize / AdapterReduction))),
                moduleRates),
            .. study.Baselines.Select(named => new BaselineKind(named.Name, PeftBinding.Write(named.Modules), moduleRates)),
        ];
    }

    /// <summary>
    /// The completed trial of a kind with the best value of an objective; null when none is completed. Repetitions with other
    /// seeds do not take part: more draws would only mean more luck.
    /// </summary>
    /// <param name="kind">The kind.</param>
    /// <param name="trials">The trials of the study.</param>
    /// <param name="objective">What to select by, measured on validation rows.</param>
    public static Trial? Best(BaselineKind kind, IEnumerable<Trial> trials, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(objective);

        return trials
            .Where(trial => trial is { State: TrialState.Completed, Replicate: 0 } && kind.Includes(trial))
            .MinBy(trial => objective.ToLoss(trial.Metrics[objective.Name]));
    }

    /// <summary>Nothing where the head is the model's own, as of next tokens.</summary>
    private static ImmutableArray<BaselineKind> HeadOnly(StudyDefinition study, ImmutableArray<double> rates) =>
        study.Task.Kind == TaskKind.LanguageModelling ? [] : [new("head only", Configuration.Empty, rates)];

    /// <summary>Learning rates of one significant digit.</summary>
    private static ImmutableArray<double> Rates(ImmutableArray<double> factors, ModelShape shape) => [.. factors
        .Select(factor => (factor / shape.HiddenSize).ToString("E0", CultureInfo.InvariantCulture))
        .Select(rounded => double.Parse(rounded, CultureInfo.InvariantCulture))];

    private static Configuration Of(string name, ParameterValue value) => new([KeyValuePair.Create(name, value)]);
}
