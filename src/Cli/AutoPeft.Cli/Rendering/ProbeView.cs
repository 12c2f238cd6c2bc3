using System.Globalization;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what a probe measured.</summary>
internal static class ProbeView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, ProbeDocument document)
    {
        console.WriteLine($"{document.Model}: {document.Rows} rows, the head's loss {Figures.Number(document.HeadLoss)}");
        var table = Tables.Plain().WithNumbers("layer").WithText("module").WithNumbers("gradient").WithNumbers("Fisher")
            .WithNumbers("per parameter").WithNumbers("rank");
        foreach (var module in document.Modules)
        {
            table.Row(
            [
                Figures.Count(module.Layer), module.Module, Short(module.GradientNorm), Short(module.Fisher),
                Short(module.FisherPerParameter), Figures.Count(module.Rank),
            ]);
        }

        console.Write(table);
        console.WriteLine("rank: shared out by the square root of the Fisher information, a baseline for searched ranks");
    }

    private static string Short(double value) => value.ToString("0.00e+0", CultureInfo.InvariantCulture);
}
