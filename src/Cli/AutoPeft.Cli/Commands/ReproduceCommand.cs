using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Peft.Recipes;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft reproduce</c>: trains a recipe again from nothing and compares what it measures.</summary>
internal sealed class ReproduceCommand : CliCommand
{
    private readonly Argument<FileInfo> _recipe = new("recipe")
    {
        Description = "A recipe.json, the folder of an export, or its autopeft_recipe.json",
        HelpName = "RECIPE",
    };

    private readonly Option<string?> _study = new("--study")
    {
        Description = "The study, or the study file, with the model and the data (default: the study that the recipe says it came from)",
        HelpName = "STUDY",
    };

    private readonly Option<double> _tolerance = new("--tolerance")
    {
        Description = "The largest difference that counts as the same (default 0: to the last digit)",
    };

    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public ReproduceCommand(CommandLineHost host)
        : base("reproduce", "Train a recipe again from nothing and compare what it measures", host)
    {
        Arguments.Add(_recipe);
        Options.Add(_study);
        Options.Add(_tolerance);
        _engine.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_recipe)!.FullName;
        var recipe = Read(path);
        await using var session = await SweepSession.OpenAsync(context, _engine.Of(parsed), cancellationToken).ConfigureAwait(false);
        var study = await StudyAsync(session, parsed.GetValue(_study) ?? recipe.Lineage.GetValueOrDefault("study"), cancellationToken).ConfigureAwait(false);
        var folder = Directory.CreateTempSubdirectory("autopeft-reproduce-").FullName;
        try
        {
            var reporter = new NarratingReporter(context.Output);
            var results = await session.Reproduction.RunAsync(study.Definition, (recipe, path), folder, reporter, cancellationToken).ConfigureAwait(false);
            var document = ReproduceDocument.Of(path, parsed.GetValue(_tolerance), results);
            context.Output.Show(document, DocumentJson.Readable.ReproduceDocument, ReproduceView.Render);

            return document.Reproduced ? ExitCode.Ok : ExitCode.VerificationFailed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Recipe Read(string path) => Path.Exists(path)
        ? RecipeFile.Read(path)
        : throw new CommandFailure(ExitCode.NotFound, $"There is no recipe {path}.", "Check the path.");

    private static async Task<BoundStudy> StudyAsync(SweepSession session, string? study, CancellationToken cancellationToken)
    {
        if (study is not null && File.Exists(study))
        {
            return session.Files.Load(study);
        }

        var record = await new StudyLookup(session.Context).ReadAsync(study, cancellationToken).ConfigureAwait(false);
        return await session.BindTrainedAsync(record.Header, cancellationToken).ConfigureAwait(false);
    }
}
