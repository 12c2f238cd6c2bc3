using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows studies to people.</summary>
internal static class StudyViews
{
    private const string Interrupted = "interrupted";

    /// <summary>Prints a list of studies.</summary>
    public static void List(IAnsiConsole console, StudyListDocument list)
    {
        if (list.Studies.IsEmpty)
        {
            console.WriteLine($"There is no study in {list.Store}; start one with 'autopeft quickstart'.");
            return;
        }

        var table = Tables.Plain().WithText("study").WithText("status").WithNumbers("completed").WithNumbers("trials").WithText("last change");
        foreach (var study in list.Studies)
        {
            table.Row(study.Fault is null
                ?
                [
                    study.Name, study.Interruption is null ? study.Status : Interrupted, Figures.Count(study.Completed), Figures.Count(study.Trials),
                    Figures.Moment(study.Changed),
                ]
                : [study.Name, "unreadable", "–", "–", study.Fault]);
        }

        console.Write(table);
        foreach (var study in list.Studies.Where(study => study.Interruption is not null))
        {
            console.WriteLine($"{study.Name}: {study.Interruption}");
        }
    }

    /// <summary>Prints the state of a study.</summary>
    public static void Status(IAnsiConsole console, StudyStatusDocument study)
    {
        console.WriteLine($"{study.Study}: {(study.Interrupted ? Interrupted : study.Status)}{(study.Reason is null ? string.Empty : $", {study.Reason}")}");
        console.WriteLine($"objectives   {string.Join(", ", study.Objectives.Select(objective => $"{objective.Direction} {objective.Name}"))}");
        console.WriteLine($"trials       {TrialsOf(study)}");
        console.WriteLine($"front        {Figures.Count(study.FrontSize, "trial")}, hypervolume {Figures.Number(study.Hypervolume)}{(study.Knee is null ? string.Empty : $", knee is trial {study.Knee}")}");
        console.WriteLine($"time         {Figures.Duration(TimeSpan.FromSeconds(study.ActiveSeconds))} of work since {Figures.Moment(study.Created)}, last change {Figures.Moment(study.Changed)}");
        foreach (var warning in study.Warnings)
        {
            console.WriteLine($"warning      {warning}");
        }
    }

    /// <summary>Prints the hypervolume of a study and how it grew.</summary>
    public static void Hypervolume(IAnsiConsole console, HypervolumeDocument document)
    {
        if (document.ReferencePoint is null)
        {
            console.WriteLine($"The study '{document.Study}' has no completed trial yet.");
            return;
        }

        console.WriteLine($"hypervolume {Figures.Number(document.Hypervolume)} to the reference point {PointOf(document.Objectives, document.ReferencePoint)}");
        console.WriteLine($"after each completed trial: {string.Join(" ", document.History.Select(Figures.Number))}");
    }

    /// <summary>Prints studies beside each other.</summary>
    public static void Comparison(IAnsiConsole console, CompareDocument document)
    {
        var table = Tables.Plain().WithText("study").WithNumbers("completed").WithNumbers("on its front").WithNumbers("hypervolume")
            .WithNumbers("less than the best").WithNumbers("dominated by others");
        foreach (var study in document.Studies)
        {
            table.Row(
            [
                study.Name, Figures.Count(study.Completed), Figures.Count(study.OnFront), Figures.Number(study.Hypervolume),
                Figures.Number(study.Behind), Figures.Share(study.Dominated),
            ]);
        }

        console.Write(table);
        console.WriteLine(document.ReferencePoint is null
            ? "None of them has a completed trial yet."
            : $"hypervolume to the reference point {PointOf(document.Objectives, document.ReferencePoint)}; dominated: the part of a front that another study beats");
    }

    private static string TrialsOf(StudyStatusDocument study)
    {
        var search = study.States.Count == 0 ? "none yet" : string.Join(", ", study.States.Select(state => $"{state.Value} {state.Key}"));

        return study.OutsideSearch == 0 ? search : $"{search}; {study.OutsideSearch} outside the search (baselines, confirmations)";
    }

    private static string PointOf(IEnumerable<ObjectiveDocument> objectives, JsonObject point) =>
        string.Join(", ", objectives.Select(objective => $"{objective.Name} {TrialCells.Number(point[objective.Name])}"));
}
