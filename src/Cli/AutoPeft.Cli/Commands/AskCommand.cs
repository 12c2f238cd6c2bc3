using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Optimization;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.BlackBox;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft ask</c>: what to try next in a stored study.</summary>
internal sealed class AskCommand : CliCommand
{
    private readonly Argument<string> _study = new("study") { Description = "The study's name" };
    private readonly Option<int> _count = new("--count") { Description = "How many configurations (default 1)", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _space = new("--space") { Description = "Creates the study from this file if there is none of its name (docs/cli.md)", HelpName = "SPACE.yaml" };
    private readonly BlackBoxOptions _options = new(named: false);

    /// <summary>The command.</summary>
    public AskCommand(CommandLineHost host)
        : base("ask", "Ask a study what to try next; 'tell' it what came out", host)
    {
        Arguments.Add(_study);
        Options.Add(_count);
        Options.Add(_space);
        _options.AddTo(this);
        _count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var given) && given is < 1 or > 1000)
            {
                result.AddError("--count must be between 1 and 1000.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_study)!;
        await using var session = await AskSession.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_space) is { } file)
        {
            var study = BlackBoxFile.Load(Existing.File(file), _options.SettingsOf(parsed, []) with { Name = name });
            await session.CreateAsync(study, cancellationToken).ConfigureAwait(false);
        }

        var (trials, pruner) = await session.AskAsync(name, parsed.GetValue(_count), cancellationToken).ConfigureAwait(false);
        context.Output.Show(AskDocument.Of(name, trials, pruner), DocumentJson.Readable.AskDocument, AskView.Asked);

        return ExitCode.Ok;
    }
}
