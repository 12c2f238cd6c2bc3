using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people which trial is exported, why, and how faithfully.</summary>
internal static class ExportView
{
    /// <summary>Prints the reasons for the trial and the verdict on every format, before anything is written.</summary>
    public static void RenderChoice(IAnsiConsole console, ExportDocument document)
    {
        foreach (var reason in document.Reasons ?? [])
        {
            console.WriteLine(reason);
        }

        if (document.Confirmation is { } confirmation)
        {
            console.Write(Spreads(confirmation));
        }

        var table = Tables.Plain().WithText("").WithText("format").WithText("verdict");
        foreach (var (format, verdict) in document.Verdicts ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            table.Row([format == document.Format ? ">" : "", format, verdict]);
        }

        console.Write(table);
        foreach (var warning in document.Warnings ?? [])
        {
            console.WriteLine($"Beware: {warning}");
        }
    }

    /// <summary>Prints what was written.</summary>
    public static void RenderResult(IAnsiConsole console, ExportDocument document)
    {
        console.WriteLine(document.Path is null
            ? "Nothing was written."
            : $"trial {document.Trial} to {document.Format} ({document.Verdict}): {document.Path}");
        if (document.Merged is { } merged)
        {
            console.WriteLine(MergeText(merged));
        }
    }

    /// <summary>How a merged model compares with the model and its modules, in one line.</summary>
    public static string MergeText(MergeDocument merged) =>
        $"{merged.Path}: {merged.ChangedTensors} tensors changed, outputs differ by at most "
        + $"{merged.LargestDifference.ToString("0.0e+0", CultureInfo.InvariantCulture)}{(merged.Equal ? "" : ": NOT EQUAL")}";

    private static Table Spreads(ConfirmationDocument confirmation)
    {
        var table = Tables.Plain().WithText($"{confirmation.Split} {confirmation.Metric} with new seeds").WithNumbers("seeds").WithNumbers("mean").WithNumbers("spread");
        foreach (var result in confirmation.Results)
        {
            table.Row(
            [
                result.Name,
                Figures.Count(result.Values.Length),
                Figures.Number(result.Mean),
                result.StandardDeviation is { } spread ? $"± {Figures.Number(spread)}" : "",
            ]);
        }

        return table;
    }
}
