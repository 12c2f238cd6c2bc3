using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what became of training a recipe again.</summary>
internal static class ReproduceView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, ReproduceDocument document)
    {
        console.WriteLine($"{document.Path}: {(document.Reproduced ? "reproduced" : "NOT REPRODUCED")}");
        console.Write(VerifyView.Table(document.Results));
    }
}
