using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Cli.Trainings;
using AutoPeft.Trials.Binding;

namespace AutoPeft.Cli.Commands;

/// <summary>By which a user says with which model and data to train: a study, or both by name.</summary>
internal sealed class TrainStudyOptions
{
    private readonly Argument<string?> _study = new("study")
    {
        Description = "A study file, or a stored study, with the model and the data",
        HelpName = "STUDY",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _model = Named("--model", "The model's folder, instead of a study", "DIR");
    private readonly Option<string?> _train = Named("--train", "The file of the training texts (tsv, csv or jsonl)", "FILE");
    private readonly Option<string?> _validation = Named("--validation", "The file of the validation texts, or the share of the training texts (default 0.1)", "FILE|SHARE");
    private readonly Option<string?> _text = Named("--text", "The column of the text (default text)", "COLUMN");
    private readonly Option<string?> _pair = Named("--text-pair", "The column of the second text of a pair", "COLUMN");
    private readonly Option<string?> _label = Named("--label", "The column of the label (default label)", "COLUMN");
    private readonly Option<string?> _metric = Named("--metric", "What decides which epoch is the best (default the task's usual one)", "METRIC");
    private readonly Option<string?> _task = Named(
        "--task", "What is learned: classification (default), regression, token_classification, language_modelling, or a GLUE task such as sts-b", "TASK");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_study);
        foreach (var option in new[] { _model, _train, _validation, _text, _pair, _label, _metric, _task })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var named = result.GetResult(_model) is not null || result.GetResult(_train) is not null;
            if (named && result.GetValue(_study) is not null)
            {
                result.AddError("Give a study, or --model and --train, not both.");
            }
            else if (named && (result.GetResult(_model) is null || result.GetResult(_train) is null))
            {
                result.AddError("Give --model and --train together.");
            }
        });
    }

    /// <summary>The study that was meant; without a word, the one in which something happened last.</summary>
    public async Task<BoundStudy> BindAsync(ParseResult parsed, SweepSession session, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_model) is { } model)
        {
            return Plain(parsed, model).Bind(session.Files);
        }

        var study = parsed.GetValue(_study);
        if (study is not null && File.Exists(study))
        {
            return session.Files.Load(study);
        }

        var record = await new StudyLookup(session.Context).ReadAsync(study, cancellationToken).ConfigureAwait(false);
        return await session.BindAsync(record.Header.Name, cancellationToken).ConfigureAwait(false);
    }

    private PlainStudy Plain(ParseResult parsed, string model) => new(
        model,
        parsed.GetValue(_train)!,
        parsed.GetValue(_validation),
        parsed.GetValue(_text) ?? "text",
        parsed.GetValue(_pair),
        parsed.GetValue(_label) ?? "label")
    {
        Task = parsed.GetValue(_task),
        Metric = parsed.GetValue(_metric),
    };

    private static Option<string?> Named(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
