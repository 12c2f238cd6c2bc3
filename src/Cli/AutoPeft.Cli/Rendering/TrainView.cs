using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what a training outside any study came to.</summary>
internal static class TrainView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, TrainDocument document)
    {
        console.WriteLine($"{document.State}: {document.Configuration.ToJsonString()}");
        console.WriteLine($"{Figures.Count(document.TrainableParameters)} trained parameters; files in {document.Folder}");
        if (document.Reason.Length > 0)
        {
            console.WriteLine(document.Reason);
        }

        if (!document.Epochs.IsEmpty)
        {
            console.Write(Epochs(document));
        }

        if (document.Results.Count > 0)
        {
            console.Write(Results(document));
        }
    }

    private static Table Epochs(TrainDocument document)
    {
        var names = document.Epochs[0].Metrics.Select(metric => metric.Key).ToArray();
        var table = names.Aggregate(Tables.Plain().WithNumbers("epoch").WithNumbers("step"), (shown, name) => shown.WithNumbers(name));
        foreach (var epoch in document.Epochs)
        {
            table.Row([Figures.Count(epoch.Epoch), Figures.Count(epoch.Step), .. names.Select(name => Cell(epoch.Metrics[name]!))]);
        }

        return table;
    }

    private static Table Results(TrainDocument document)
    {
        var table = Tables.Plain().WithText("result").WithNumbers("value");
        foreach (var (name, value) in document.Results)
        {
            table.Row([name, Cell(value!)]);
        }

        return table;
    }

    private static string Cell(System.Text.Json.Nodes.JsonNode value) => Figures.Number(JsonValues.NumberOf(value));
}
