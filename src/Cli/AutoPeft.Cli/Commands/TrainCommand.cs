using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Cli.Trainings;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft train</c>: one configuration outside any study.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly TrainStudyOptions _study = new();
    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration: a YAML or JSON file, the text itself, a recipe.json, or an export",
        HelpName = "FILE|TEXT",
    };

    private readonly Option<int?> _trial = new("--trial") { Description = "The configuration and the seed of this trial of the study", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A training setting, e.g. learning_rate=3e-3; may be given more than once",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<long?> _seed = new("--seed") { Description = "Where all random choices come from", HelpName = "S" };
    private readonly Option<DirectoryInfo?> _output = new("--output")
    {
        Description = "The folder for the checkpoint, the measurements and the trained modules (default: one in the data folder)",
        HelpName = "DIR",
    };

    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public TrainCommand(CommandLineHost host)
        : base("train", "Train one configuration outside any study; the same command again goes on where it was stopped", host)
    {
        _study.AddTo(this);
        foreach (var option in new Option[] { _config, _trial, _set, _seed, _output })
        {
            Options.Add(option);
        }

        _engine.AddTo(this);
        Validators.Add(result =>
        {
            if (result.GetResult(_config) is not null && result.GetResult(_trial) is not null)
            {
                result.AddError("Give one of --config and --trial.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        await using var session = await SweepSession.OpenAsync(context, _engine.Of(parsed), cancellationToken).ConfigureAwait(false);
        var study = await _study.BindAsync(parsed, session, cancellationToken).ConfigureAwait(false);
        var chosen = parsed.GetValue(_trial) is { } trial
            ? await new TrainingChoice(study).OfTrialAsync(context, trial, cancellationToken).ConfigureAwait(false)
            : new TrainingChoice(study).Of(parsed.GetValue(_config));
        chosen = chosen with
        {
            Training = ChosenTrainingFile.With(chosen.Training, parsed.GetValue(_set) ?? [], "--set"),
            Seed = parsed.GetValue(_seed) ?? chosen.Seed,
        };
        var training = new SingleTraining(context, session.Runner);
        var document = await training.RunAsync(study, chosen, parsed.GetValue(_output)?.FullName, cancellationToken).ConfigureAwait(false);
        context.Output.Show(document, DocumentJson.Readable.TrainDocument, TrainView.Render);

        return document.State == "completed" ? ExitCode.Ok : ExitCode.NoResult;
    }
}
