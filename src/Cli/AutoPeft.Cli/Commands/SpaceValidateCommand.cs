using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Binding;
using Spectre.Console;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft space validate</c>: says everything that is wrong with a file, or that nothing is.</summary>
internal sealed class SpaceValidateCommand(CommandLineHost host)
    : SpaceFileCommand("validate", "Check a study file or a space; every fault is shown at once", host)
{
    /// <inheritdoc/>
    protected override void Show(string file, BoundSpace space, ParseResult parsed, Output output) => output.Show(
        new SpaceValidDocument(file, IsValid: true, space.Space.Domains.Length),
        DocumentJson.Readable.SpaceValidDocument,
        (console, document) => console.WriteLine($"{document.File} is valid: {Figures.Count(document.Parameters, "parameter")}."));
}
