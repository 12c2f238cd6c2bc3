using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people which parameters matter and whether the model deserves belief.</summary>
internal static class AnalyzeView
{
    private const int MostRows = 12;
    private const int BarWidth = 30;

    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, AnalyzeDocument document)
    {
        console.WriteLine($"{document.Study}: {document.Trials} completed trials");
        if (document.Overall is { } overall)
        {
            Show(console, "to be on the front", overall);
        }

        foreach (var objective in document.Objectives)
        {
            Show(console, $"for {objective.Objective!.Replace('_', ' ')}", objective);
        }
    }

    private static void Show(IAnsiConsole console, string title, ObjectiveAnalysisDocument analysis)
    {
        console.WriteLine();
        console.WriteLine($"what matters {title}");
        if (analysis.Importances.IsEmpty)
        {
            console.WriteLine("  too few trials to say");
            return;
        }

        Bars(console, [.. analysis.Importances.Select(importance => (importance.Parameter, importance.Share))]);
        if (analysis.Groups is { } groups)
        {
            console.WriteLine("  by method");
            Bars(console, [.. groups.Methods.Select(group => (group.Key, JsonValues.NumberOf(group.Value!)))]);
            console.WriteLine("  by layer");
            Bars(console, [.. groups.Layers.Select(group => (group.Key, JsonValues.NumberOf(group.Value!)))]);
        }

        if (analysis.Surrogate is { } model)
        {
            console.WriteLine(
                $"  the model, left one out: rank correlation {Figures.Number(model.RankCorrelation)}, 95 % intervals hold {Figures.Percent(model.Coverage95)}, "
                + $"80 % hold {Figures.Percent(model.Coverage80)}, {Figures.Number(model.BaselineNegativeLogDensity - model.NegativeLogDensity)} nats better than a guess");
        }
    }

    private static void Bars(IAnsiConsole console, IReadOnlyList<(string Name, double Share)> items)
    {
        var shown = items.Where(item => item.Share > 0).Take(MostRows).ToArray();
        foreach (var (name, share) in shown)
        {
            console.WriteLine($"    {name.PadRight(shown.Max(item => item.Name.Length))}  {Figures.Share(share),7}  {new string('━', (int)Math.Round(share * BarWidth))}");
        }

        if (shown.Length < items.Count)
        {
            console.WriteLine($"    and {Figures.Count(items.Count - shown.Length, "other")}");
        }
    }
}
