using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people what a model is made of.</summary>
internal static class ModelView
{
    /// <summary>Prints it: one layer in full, for the others are alike.</summary>
    public static void Render(IAnsiConsole console, ModelDocument document)
    {
        console.WriteLine($"{document.Folder}: {document.Family}, {Figures.Count(document.Parameters)} parameters without a head");
        console.WriteLine(
            $"{document.Layers} layers of {document.HiddenSize}, {document.Heads} heads, keys and values of {document.KeyValueSize}, "
            + $"inner width {document.IntermediateSize}, {document.VocabularySize} tokens, at most {document.MaximumLength} a sequence");
        var table = Tables.Plain().WithText("target").WithText("module of layer 0").WithNumbers("inputs").WithNumbers("outputs")
            .WithNumbers("parameters");
        foreach (var module in document.Modules.Where(module => module.Layer == 0))
        {
            table.Row(
            [
                module.Target, module.Path, Figures.Count(module.InputSize), Figures.Count(module.OutputSize),
                Figures.Count(module.Parameters),
            ]);
        }

        console.Write(table);
        console.WriteLine("A study's 'targets' name these in every layer; bottlenecks and prefixes need no target.");
    }
}
