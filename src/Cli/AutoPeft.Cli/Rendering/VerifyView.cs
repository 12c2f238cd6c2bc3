using System.Globalization;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what became of a verification.</summary>
internal static class VerifyView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, VerifyDocument document)
    {
        console.WriteLine($"{document.Path} ({document.Format}): {(document.Verified ? "verified" : "NOT VERIFIED")}");
        var table = Tables.Plain().WithText("metric").WithText("split").WithNumbers("stored").WithNumbers("measured").WithText("");
        foreach (var result in document.Results)
        {
            table.Row([result.Metric, result.Split, Exact(result.Stored), Exact(result.Measured), result.Equal ? "equal" : "differs"]);
        }

        console.Write(table);
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
