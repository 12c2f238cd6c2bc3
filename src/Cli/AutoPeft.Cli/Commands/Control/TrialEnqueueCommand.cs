using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft trial enqueue</c>: has a configuration tried that the user thought of.</summary>
internal sealed class TrialEnqueueCommand : StudyChangeCommand
{
    private readonly Argument<string> _configuration = new("configuration")
    {
        Description = "The configuration as JSON, e.g. '{\"lora.rank\": 8}', or @FILE with it",
        HelpName = "JSON|@FILE",
    };

    private readonly Option<string> _label = new("--label") { Description = "What to call it", DefaultValueFactory = _ => string.Empty };

    private readonly Option<bool> _again = new("--again") { Description = "Measure it once more, with another seed, when it was tried already" };

    /// <summary>The command.</summary>
    public TrialEnqueueCommand(CommandLineHost host)
        : base("enqueue", "Have a configuration tried; the sampler learns from it", host)
    {
        Arguments.Add(_configuration);
        Options.Add(_label);
        Options.Add(_again);
    }

    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        var catalog = new StudyCatalog(store, new(new ModelDescriber()), runner: null, TimeProvider.System);
        var plan = (await catalog.ControlAsync(study, cancellationToken).ConfigureAwait(false)).Plan;
        var configuration = Read(parsed.GetValue(_configuration)!, plan.Snapshot.Space);
        var record = await store.ReadStudyAsync(study, cancellationToken).ConfigureAwait(false);
        var proposal = TrialSeeds.ProposeAll(plan.Control.Seed, [configuration], record.Trials)[0];
        if (proposal.Replicate > 0 && !parsed.GetValue(_again))
        {
            var there = record.Trials.First(trial => trial.Origin.IsSearch() && trial.State != TrialState.Cancelled && trial.Configuration.Equals(configuration));
            return string.Create(CultureInfo.InvariantCulture, $"trial {there.Number} has it and is {Documents.TrialDocument.Word(there.State)}; --again measures it with another seed.");
        }

        proposal = proposal with { Origin = TrialOrigin.Enqueued, Label = parsed.GetValue(_label)! };
        var trial = (await store.EnqueueAsync(study, plan.WithMemory([proposal]), cancellationToken).ConfigureAwait(false))[0];

        return string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} is {Documents.TrialDocument.Word(trial.State)}.");
    }

    private static Configuration Read(string text, SearchSpace space)
    {
        var place = new FaultPlace(text.StartsWith('@') ? text[1..] : "configuration");
        try
        {
            var configuration = Configuration.FromJson(text.StartsWith('@') ? File.ReadAllText(text[1..]) : text);
            return space.WhyInvalid(configuration) is { } reason
                ? throw new InvalidInputException(place, $"The space does not have it: {reason}", "See 'autopeft space sample' for how configurations look.")
                : space.Canonical(configuration);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(place, $"This is no configuration: {fault.Message}", "Write it as JSON, e.g. '{\"lora.rank\": 8}', or name a file with @FILE.");
        }
    }
}
