using System.Collections.Immutable;
using AutoPeft.Cli.Documents;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Writes a trial as a model of its own, with the modules folded into the weights of the base model.</summary>
/// <param name="session">What exports.</param>
/// <param name="study">The trial's study.</param>
internal sealed class MergedExport(SweepSession session, BoundStudy study)
{
    /// <summary>The name users write.</summary>
    public const string FormatName = "merged";

    /// <summary>Writes the model, with the recipe beside it, and compares its outputs with those of model and modules.</summary>
    /// <param name="trial">The trial's folder.</param>
    /// <param name="target">The folder to write; must be new or empty.</param>
    /// <param name="test">What the trial measured on the test rows; null when it was not measured.</param>
    public MergeDocument Write(string trial, string target, ImmutableSortedDictionary<string, double>? test)
    {
        var modules = Directory.CreateTempSubdirectory("autopeft-merge-").FullName;
        try
        {
            session.Exporter.Export(study.Definition, trial, new(new OwnFormat(), modules), test);
            using var engine = new ManagedEngine(new ManagedEngineOptions(Environment.ProcessorCount));
            var report = new ExportMerger(engine).Merge(modules, study.Definition.Model, target);

            return new(target, report.ChangedTensors, report.LargestDifference, report.IsEqual);
        }
        finally
        {
            Directory.Delete(modules, recursive: true);
        }
    }
}
