using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Quickstart.Corpus;
using AutoPeft.Cli.Quickstart.Pretraining;
using AutoPeft.Training.Pretraining;
using Spectre.Console;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft pretrain</c>: makes the quickstart's model again from this machine's documentation.</summary>
internal sealed class PretrainCommand : CliCommand
{
    private readonly Option<DirectoryInfo> _output = new("--output") { Description = "The folder to write the model to", HelpName = "DIR", Required = true };
    private readonly Option<int?> _steps = new("--steps") { Description = "Steps of the whole training", HelpName = "N" };
    private readonly Option<double?> _minutes = new("--minutes") { Description = "Pause after so many minutes; the same command continues", HelpName = "M" };
    private readonly Option<double?> _rate = new("--learning-rate") { Description = "The largest learning rate", HelpName = "R" };
    private readonly Option<long> _seed = new("--seed") { Description = "Where all random choices come from (default 0)" };
    private readonly Option<int> _threads = ThreadsOption.Create();

    /// <summary>The command.</summary>
    public PretrainCommand(CommandLineHost host)
        : base("pretrain", "Pre-train a small BERT by masked language modelling on this machine's API documentation", host)
    {
        Options.Add(_output);
        Options.Add(_steps);
        Options.Add(_minutes);
        Options.Add(_rate);
        Options.Add(_seed);
        Options.Add(_threads);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var pretraining = new BackbonePretraining(DocumentationLocator.ForThisMachine(), context.Time);
        var progress = new BackboneProgress
        {
            Stage = stage => context.Output.WriteErrorLine($"{stage}…"),
            Training = step => context.Output.WriteErrorLine(Line(step)),
        };
        var summary = await Task.Run(
            () => pretraining.Train(OptionsOf(parsed, context), progress, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        var document = PretrainDocument.Of(summary);
        context.Output.Show(document, DocumentJson.Readable.PretrainDocument, (console, shown) => console.WriteLine(shown.Sentence));

        return cancellationToken.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Ok;
    }

    private BackbonePretrainingOptions OptionsOf(ParseResult parsed, CommandContext context)
    {
        var defaults = new PretrainingConfig();

        return new()
        {
            OutputFolder = parsed.GetValue(_output)!.FullName,
            WorkFolder = Path.Combine(context.DataFolder, ".pretraining"),
            Threads = parsed.GetValue(_threads),
            Training = defaults with
            {
                Steps = parsed.GetValue(_steps) ?? defaults.Steps,
                PeakLearningRate = parsed.GetValue(_rate) ?? defaults.PeakLearningRate,
                Seed = parsed.GetValue(_seed),
            },
            Limits = new() { Duration = parsed.GetValue(_minutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : null },
        };
    }

    private static string Line(PretrainingProgress progress)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"step {progress.Step}/{progress.Steps}  epoch {progress.Epochs:F2}  loss {progress.Loss:F3}  {progress.TokensPerSecond:F0} tokens/s");

        return progress.HeldOut is { } heldOut
            ? string.Create(CultureInfo.InvariantCulture, $"{line}  held-out loss {heldOut.Loss:F3}, accuracy {heldOut.Accuracy:P1}")
            : line;
    }
}
