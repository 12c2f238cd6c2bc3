using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Peft.Costs;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Trainings;

/// <summary>Trains one configuration outside any study; called again, it goes on where it was stopped.</summary>
/// <param name="context">The command's.</param>
/// <param name="runner">Trains.</param>
internal sealed class SingleTraining(CommandContext context, ITrialRunner runner)
{
    /// <summary>The folders of trainings that the user gave no folder; a study cannot have this name.</summary>
    private const string DefaultFolder = ".trainings";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Trains to the end.</summary>
    /// <param name="study">Model and data.</param>
    /// <param name="chosen">What to train.</param>
    /// <param name="output">The folder for its files; null for one in the data folder.</param>
    /// <param name="cancellationToken">Stops between two steps, after a checkpoint.</param>
    /// <exception cref="InvalidInputException">Something of it cannot be used, or the folder holds something else.</exception>
    /// <exception cref="CommandFailure">It was stopped: <see cref="ExitCode.Cancelled"/>.</exception>
    public async Task<TrainDocument> RunAsync(
        BoundStudy study, ChosenTraining chosen, string? output, CancellationToken cancellationToken)
    {
        var identity = IdentityOf(study, chosen);
        var folder = new TrainingFolder(output ?? Path.Combine(context.DataFolder, DefaultFolder, $"{study.Definition.Name}-{identity[..12]}"));
        var document = folder.Open(Fresh(study.Definition, chosen, (folder.Path, identity)));
        if (document.State != TrainDocument.Running)
        {
            return document;
        }

        await runner.PrepareAsync(study.Definition, cancellationToken).ConfigureAwait(false);
        folder.Save(document);
        await using var display = TrainDisplay.Start(context);
        var reporter = new TrainingReporter(folder, EngineRunner.CheckpointIn(folder.Path) is null ? document with { Epochs = [] } : document, display);
        var outcome = await TrainAsync(Assignment(study.Definition, chosen, folder.Path), reporter, cancellationToken).ConfigureAwait(false);
        var ended = reporter.Document with
        {
            State = outcome.State.ToString().ToLowerInvariant(),
            Reason = outcome.Reason,
            Results = JsonValues.Of(outcome.Metrics),
        };
        folder.Save(ended);

        return ended;
    }

    private async Task<TrialOutcome> TrainAsync(TrialAssignment assignment, TrainingReporter reporter, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(assignment, reporter, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(
                ExitCode.Cancelled,
                $"Stopped after {reporter.Document.Epochs.Length} of {assignment.Training.Epochs} epochs; what was trained is kept in {assignment.CheckpointFolder}.",
                "Run the same command again to go on.");
        }
    }

    private static TrialAssignment Assignment(StudyDefinition study, ChosenTraining chosen, string folder) => new()
    {
        Study = study,
        Trial = 0,
        Configuration = chosen.Point,
        Peft = chosen.Peft,
        Training = chosen.Training,
        Seed = SeedOf(study, chosen),
        CheckpointFolder = folder,
        ResumeFrom = EngineRunner.CheckpointIn(folder),
    };

    private static TrainDocument Fresh(StudyDefinition study, ChosenTraining chosen, (string Path, string Identity) folder) => new(
        study.Name,
        folder.Path,
        folder.Identity,
        TrainDocument.Running,
        Reason: string.Empty,
        JsonNode.Parse(chosen.Peft.ToJson())!,
        JsonSerializer.SerializeToNode(chosen.Training, Json)!,
        SeedOf(study, chosen),
        CostModel.Of(chosen.Peft, study.Shape, new(chosen.Training.BatchSize, chosen.Training.MaximumLength)).TrainableParameters,
        Epochs: [],
        Results: []);

    private static long SeedOf(StudyDefinition study, ChosenTraining chosen) => chosen.Seed ?? study.Control.Seed;

    private static string IdentityOf(BoundStudy study, ChosenTraining chosen)
    {
        var text = string.Join('\n', study.Header.SpaceHash, study.Definition.Model, study.Definition.Data.Train, chosen.Peft.ToJson(), JsonSerializer.Serialize(chosen.Training, Json), SeedOf(study.Definition, chosen));

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
