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
        console.Write(Table(document.Results));
    }

    /// <summary>A table of results: stored, measured again, and whether they are equal.</summary>
    public static Table Table(IEnumerable<VerifiedResultDocument> results)
    {
        var table = Tables.Plain().WithText("metric").WithText("split").WithNumbers("stored").WithNumbers("measured").WithText("");
        foreach (var result in results)
        {
            table.Row([result.Metric, result.Split, Exact(result.Stored), Exact(result.Measured), result.Equal ? "equal" : "differs"]);
        }

        return table;
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
