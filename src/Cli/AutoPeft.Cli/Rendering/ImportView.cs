using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what an imported folder holds.</summary>
internal static class ImportView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, ImportDocument document)
    {
        console.WriteLine($"{document.Path} ({document.Format}): {document.ModuleTensors} tensors of modules, {document.HeadTensors} of the head");
        var modules = Tables.Plain().WithText("method").WithText("layers").WithText("settings");
        foreach (var group in document.Configuration["modules"]!.AsArray().Select(group => group!.AsObject()))
        {
            modules.Row(
            [
                group["method"]!.ToString(),
                string.Join(", ", group["layers"]!.AsArray()),
                string.Join(", ", group.Where(setting => setting.Key is not ("method" or "layers")).Select(setting => $"{setting.Key} {setting.Value!.ToJsonString()}")),
            ]);
        }

        console.Write(modules);
        var facts = Tables.Plain().WithText("cost or format").WithText("value");
        foreach (var (name, value) in document.Costs)
        {
            facts.Row([name, TrialCells.Number(value)]);
        }

        foreach (var (name, verdict) in document.Verdicts)
        {
            facts.Row([$"as {name}", verdict]);
        }

        console.Write(facts);
        if (document.Point is { } point)
        {
            Show(console, point);
        }
    }

    // A point is there to be copied, so its line is not broken.
    private static void Show(IAnsiConsole console, ImportedPointDocument point)
    {
        if (point.Configuration is { } configuration)
        {
            console.WriteLine("In the study's space this is the point");
            console.Profile.Out.Writer.WriteLine(configuration.ToJsonString());
        }
        else
        {
            console.WriteLine($"The study's space does not have these modules: {string.Join(' ', point.Reasons)} They can be a baseline of it nevertheless.");
        }
    }
}
