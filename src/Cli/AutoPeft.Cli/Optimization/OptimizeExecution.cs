using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Transfer;
using AutoPeft.Worker.Execution;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Optimization;

/// <summary>Carries out a black-box study in this process and shows how it goes.</summary>
/// <param name="context">The command's.</param>
internal sealed class OptimizeExecution(CommandContext context)
{
    /// <summary>Works until the study ends.</summary>
    /// <returns>The study with all its trials.</returns>
    /// <exception cref="InvalidInputException">The program does not exist, or a study of this name has another definition.</exception>
    /// <exception cref="CommandFailure">It was stopped.</exception>
    public async Task<StudyRecord> RunAsync(BlackBoxStudy study, CancellationToken cancellationToken)
    {
        var program = ProgramOf(study);
        await using var open = await context.OpenStoreForWorkAsync(cancellationToken).ConfigureAwait(false);
        var store = open.Trials;
        await EarlierStudies.AttachAsync(study.Plan, store, cancellationToken).ConfigureAwait(false);
        var local = new LocalStudy(store, context.Time);
        var opening = await local.OpenAsync(study.Header, known => Difference(study, known), cancellationToken).ConfigureAwait(false);
        if (opening is { DroppedBytes: > 0 })
        {
            context.Output.WriteErrorLine(
                $"autopeft: dropped {opening.DroppedBytes} bytes that an interrupted write left; no result was lost.");
        }

        var work = new BlackBoxWork(study, program, store, context.Time);
        await using var display = SweepDisplay.Start(context, "optimize");
        var monitor = new SweepMonitor(study.Plan.Control.Budget, display, context.Time);
        var record = await local.RunAsync(
            study.Plan,
            queue => new WorkerLoop(store, queue, (_, _) => Task.FromResult<IStudyWork>(work)) { Time = context.Time },
            (context.DataFolder, monitor),
            cancellationToken).ConfigureAwait(false);

        return record.Status != StudyStatus.Paused ? record : throw new CommandFailure(
            ExitCode.Cancelled,
            $"Stopped after {record.Count(TrialState.Completed)} completed trials; nothing that was finished is lost.",
            "Run the same command again to continue.");
    }

    private static string ProgramOf(BlackBoxStudy study)
    {
        if (study.Command.IsEmpty)
        {
            throw new InvalidInputException(
                new FaultPlace("command"), "No program is named.", "Add '-- python3 evaluate.py' to the command line, or 'command:' to the file.");
        }

        return ProgramLocation.Find(study.Command[0], study.Header.Folder, Environment.GetEnvironmentVariable("PATH"));
    }

    private static string Difference(BlackBoxStudy study, StudyHeader known)
    {
        try
        {
            return study.DifferenceFrom(BlackBoxFile.Parse(known.Definition, $"study {known.Name}", known.Folder)) ?? "it runs elsewhere";
        }
        catch (InvalidInputException)
        {
            return "and its own can no longer be read as one of a black box";
        }
    }
}
