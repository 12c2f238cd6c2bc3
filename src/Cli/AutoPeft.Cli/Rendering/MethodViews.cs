using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows PEFT methods to people.</summary>
internal static class MethodViews
{
    /// <summary>Prints all of them, one a line.</summary>
    public static void List(IAnsiConsole console, MethodListDocument document)
    {
        var table = Tables.Plain().WithText("method").WithText("title").WithText("parameters").WithText("merges").WithText("exports");
        foreach (var method in document.Methods)
        {
            table.Row([method.Name, method.Title, method.Parameters, method.Mergeable ? "yes" : "no", string.Join(", ", method.Exports)]);
        }

        console.Write(table);
    }

    /// <summary>Prints one in full.</summary>
    public static void Show(IAnsiConsole console, MethodDocument method)
    {
        console.WriteLine($"{method.Title} ({method.Name})");
        console.WriteLine(method.Paper);
        console.WriteLine();
        console.WriteLine($"computes    {method.Formula}");
        console.WriteLine($"parameters  {method.Parameters}");
        console.WriteLine($"merges      {(method.Mergeable ? "into the model's weights" : "no")}");
        console.WriteLine($"exports     {string.Join(", ", method.Exports)}");
        var table = Tables.Plain().WithText("setting").WithText("default").WithText("values").WithText("what it does");
        foreach (var field in method.Fields)
        {
            table.Row([field.Name, field.Default ?? "must be given", field.Values, field.Summary]);
        }

        console.Write(table);
        if (method.Costs is { } costs)
        {
            Show(console, costs);
        }
    }

    private static void Show(IAnsiConsole console, MethodCostDocument costs)
    {
        console.WriteLine($"In all {costs.Layers} layers of {costs.Model} ({costs.Family}) with {costs.Settings}:");
        console.WriteLine($"trained     {Figures.Count(costs.TrainableParameters)} ({Figures.Share(costs.TrainableFraction)} of the model)");
        console.WriteLine($"counted     {Figures.Count(costs.CountedParameters)}");
        console.WriteLine($"saved       {Figures.Count(costs.SavedParameters)} ({Figures.Bytes(costs.CheckpointBytes)})");
        console.WriteLine($"inference   {(costs.Latency == JsonValues.Merged ? "as the bare model, once merged" : $"+{Figures.Share(costs.InferenceOverheadFraction)} operations; cannot be merged")}");
        console.WriteLine($"training    {Figures.Bytes(costs.PeakMemoryBytes)} of memory with batches of {costs.Batch.BatchSize} x {costs.Batch.Length} tokens");
        foreach (var (format, verdict) in costs.Verdicts)
        {
            console.WriteLine($"{format,-11} {verdict}");
        }
    }
}
