using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows workers to people.</summary>
internal static class WorkerViews
{
    /// <summary>Prints a list of workers.</summary>
    public static void List(IAnsiConsole console, WorkerListDocument list)
    {
        if (list.Workers.IsEmpty)
        {
            console.WriteLine("There is no worker; start one with 'autopeft worker start'.");
            return;
        }

        var table = Tables.Plain().WithText("worker").WithText("state").WithText("queue").WithText("devices").WithNumbers("memory").WithNumbers("trials").WithNumbers("slots").WithText("seen");
        foreach (var worker in list.Workers)
        {
            table.Row(
            [
                worker.Name, worker.State, worker.Study ?? worker.Queue ?? "any", worker.Devices ?? "–", worker.MemoryBytes is { } bytes ? Figures.Bytes(bytes) : "–", Figures.Count(worker.Held), Figures.Count(worker.Slots), Figures.Moment(worker.Seen),
            ]);
        }

        console.Write(table);
    }
}
