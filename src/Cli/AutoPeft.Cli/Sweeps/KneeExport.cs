using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Exports the recommended trial to the first public format that holds it exactly.</summary>
/// <remarks>
/// Not every configuration has such a format: none holds a serial and a parallel adapter in one place. Then the front trial
/// next to the knee that has one is exported, and the note says so; without any, our own format holds the knee.
/// </remarks>
/// <param name="session">What exports.</param>
/// <param name="study">The study.</param>
/// <param name="front">Its front.</param>
internal sealed class KneeExport(SweepSession session, BoundStudy study, StudyFront front)
{
    /// <summary>Writes the export anew; null without completed trials.</summary>
    public ExportDocument? Write()
    {
        if (front.Knee is not { } knee)
        {
            return null;
        }

        var at = front.Trials.IndexOf(knee);
        var candidates = front.Trials.Select((trial, index) => (trial, Distance: Math.Abs(index - at)))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.trial);
        foreach (var trial in candidates)
        {
            if (ExportFormats.All.FirstOrDefault(format => format is not OwnFormat && VerdictOf(trial, format).Kind == ExportVerdictKind.Exact) is { } format)
            {
                return Write(trial, format, trial == knee ? null : NoteFor(knee));
            }
        }

        return Write(knee, new OwnFormat(), NoteFor(knee));
    }

    private string NoteFor(Trial knee)
    {
        var reasons = ExportFormats.All.Where(format => format is not OwnFormat).Select(format => $"{format.Title}: {VerdictOf(knee, format)}");

        return $"The knee, trial {knee.Number}, has no public format ({string.Join("; ", reasons)}).";
    }

    private ExportVerdict VerdictOf(Trial trial, IExportFormat format) =>
        TrialExporter.Judge(study.Definition, session.TrialFolder(study.Definition.Name, trial.Number), format);

    private ExportDocument Write(Trial trial, IExportFormat format, string? note)
    {
        var name = study.Definition.Name;
        var target = Path.Combine(
            session.Context.DataFolder, name, "exports", string.Create(CultureInfo.InvariantCulture, $"trial-{trial.Number}-{format.Name}"));
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true); // Written by an earlier end of the same study; made again from the same weights.
        }

        var folder = session.TrialFolder(name, trial.Number);
        session.Exporter.Export(study.Definition, folder, new ExportTarget(format, target), test: null);

        return new(trial.Number, format.Name, target, VerdictOf(trial, format).ToString(), note);
    }
}
