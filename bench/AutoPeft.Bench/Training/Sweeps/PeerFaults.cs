using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>Knows which trials PyTorch's side can train: AutoPEFT's modules in a BERT that classifies.</summary>
internal static class PeerFaults
{
    /// <summary>Refuses trials that it cannot.</summary>
    /// <exception cref="InvalidInputException">There is at least one; carries every fault once.</exception>
    public static void Require(BoundStudy study, IReadOnlyCollection<Configuration> points)
    {
        var (definition, faults) = (study.Definition, new FaultCollector());
        RequireThat(definition.Shape.Family == "bert", $"a model of the family '{definition.Shape.Family}'", faults);
        RequireThat(definition.Task.Kind == TaskKind.Classification, "another task than classification", faults);
        RequireThat(definition.Objectives.Any(objective => objective.Name == "accuracy"), "another metric than accuracy", faults);
        RequireThat(points.All(point => study.Binding.TrainingOf(point) is { Patience: null, TrainsBaseModel: false }), "early stopping or full fine-tuning", faults);
        foreach (var method in points.SelectMany(point => study.Binding.PeftOf(point).Groups).Select(group => group.Method).Where(method => !IsKnown(method)).Select(method => method.Method).Distinct())
        {
            RequireThat(false, $"{method}, or not with these settings", faults);
        }

        faults.ThrowIfAny();
    }

    private static bool IsKnown(MethodConfig method) => method switch
    {
        SerialAdapterConfig serial => serial == new SerialAdapterConfig { BottleneckSize = serial.BottleneckSize },
        ParallelAdapterConfig parallel => parallel == new ParallelAdapterConfig { BottleneckSize = parallel.BottleneckSize },
        PrefixTuningConfig prefix => !prefix.Reparameterized,
        _ => false,
    };

    private static void RequireThat(bool holds, string what, FaultCollector faults)
    {
        if (!holds)
        {
            faults.Add(
                new FaultPlace("--torch"),
                $"The program in PyTorch does not know {what}.",
                "Use a study of serial_adapter, parallel_adapter and prefix_tuning with their usual settings on a BERT that classifies, or leave --torch out.");
        }
    }
}
