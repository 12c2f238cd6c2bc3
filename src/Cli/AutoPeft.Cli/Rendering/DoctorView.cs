using System.Globalization;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows a diagnosis to people.</summary>
internal static class DoctorView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, DoctorDocument document)
    {
        var machine = document.Machine;
        console.WriteLine($"AutoPEFT {document.Version.Version} on {machine.Runtime}, {machine.System}");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{machine.Architecture}, {machine.Cores} cores, {machine.VectorBits}-bit vectors, {Figures.Bytes(machine.MemoryBytes)} of memory"));
        console.WriteLine();
        foreach (var check in document.Checks)
        {
            Line(console, check.IsOk, check.Name, check.Remedy is null ? check.Finding : $"{check.Finding}. {check.Remedy}");
        }

        console.WriteLine();
        console.WriteLine("Built in: managed CPU engine, journal store");
        foreach (var engine in document.Engines)
        {
            Line(
                console,
                engine.IsBuiltIn,
                $"{engine.Name}, {engine.Purpose}",
                engine.IsBuiltIn ? "built in" : $"not built in: {engine.Reason}; its switch is {engine.Switch}");
        }
    }

    private static void Line(IAnsiConsole console, bool isOk, string name, string finding) =>
        console.MarkupLineInterpolated($"[{(isOk ? "green" : "yellow")}]{(isOk ? "✓" : "–")}[/] {name}: {finding}");
}
