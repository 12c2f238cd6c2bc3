using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft space count</c>: how many configurations there are.</summary>
internal sealed class SpaceCountCommand(CommandLineHost host)
    : SpaceFileCommand("count", "Count the points of a space and those that break no rule, exactly", host)
{
    /// <inheritdoc/>
    protected override void Show(string file, BoundSpace space, ParseResult parsed, Output output) =>
        output.Show(SpaceCountDocument.Of(space.Space), DocumentJson.Readable.SpaceCountDocument, SpaceViews.Count);
}
