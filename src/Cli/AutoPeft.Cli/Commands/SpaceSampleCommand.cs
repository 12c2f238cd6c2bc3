using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft space sample</c>: a few configurations with what they cost.</summary>
internal sealed class SpaceSampleCommand : SpaceFileCommand
{
    private readonly Option<int> _count = new("--count") { Description = "How many (default 5)", DefaultValueFactory = _ => 5 };
    private readonly Option<long> _seed = new("--seed") { Description = "Another choice (default 0)" };

    /// <summary>The command.</summary>
    public SpaceSampleCommand(CommandLineHost host)
        : base("sample", "Draw configurations of a space at random and show what they cost", host)
    {
        Options.Add(_count);
        Options.Add(_seed);
        _count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var given) && given is < 1 or > 10_000)
            {
                result.AddError("--count must be between 1 and 10000.");
            }
        });
    }

    /// <inheritdoc/>
    protected override void Show(string file, BoundSpace space, ParseResult parsed, Output output)
    {
        var key = RandomKey.FromSeed(parsed.GetValue(_seed)).For("sample");
        var samples = Enumerable.Range(0, parsed.GetValue(_count)).Select(i => space.Space.Sample(key.For(i))).OfType<Configuration>();
        output.Show(SpaceSampleDocument.Of(space.Binding, samples), DocumentJson.Readable.SpaceSampleDocument, SpaceViews.Samples);
    }
}
