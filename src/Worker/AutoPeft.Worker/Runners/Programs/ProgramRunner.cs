using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Has a program train trials: it is told the assignment as a line of JSON and reports in lines of JSON (docs/command-runner.md).</summary>
/// <remarks>The program's every ending is an outcome of the trial with a reason. What it prints is kept in an <see cref="AttemptLog"/>.</remarks>
/// <param name="time">The clock.</param>
public sealed class ProgramRunner(TimeProvider time) : ITrialRunner
{
    /// <summary>The file in a trial's folder that names the process which works on it.</summary>
    internal const string NoteName = "process";

    private const string AssignmentName = "assignment.json";

    private readonly ProgramProcess _process = new(time);

    /// <inheritdoc/>
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken)
    {
        var program = ProgramOf(study);
        if (!Directory.Exists(program.Folder))
        {
            throw new InvalidInputException(new FaultPlace("runner"), $"The folder {program.Folder} does not exist.", "Name the folder in which the program is to run.");
        }

        Locate(program);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(reporter);

        var program = ProgramOf(assignment.Study);
        var call = CallOf(program, assignment);
        using var log = new AttemptLog(assignment.CheckpointFolder, assignment.Attempt, time);
        if (ProcessNote.KillLeft(call.NotePath!) is { } left)
        {
            log.Write("autopeft", string.Create(CultureInfo.InvariantCulture, $"Process {left} of an attempt that was given up was still running and was killed."));
        }

        var talk = new TrialConversation(reporter, assignment.CheckpointFolder, log);
        try
        {
            var outcome = await OutcomeAsync(call with { Listener = talk }, talk, stopping);
            log.Write("autopeft", $"The attempt ended: {outcome.State}. {outcome.Reason}");
            return outcome;
        }
        catch (Win32Exception fault)
        {
            return TrialOutcome.Failed($"The program cannot be started: {fault.Message}");
        }
    }

    private async Task<TrialOutcome> OutcomeAsync(ProgramCall call, TrialConversation talk, CancellationToken stopping)
    {
        var kills = MemoryKills.Count();
        var end = await _process.RunAsync(call, stopping);
        end = end with { IsOutOfMemory = MemoryKills.Count() > kills };
        var said = talk.Outcome;

        // A program that gave its result and then stumbled over its own end has given its result.
        var outcome = talk.WasPruned || (said is not null && end.ExitCode == 0) || said?.State == TrialState.Infeasible ? said! : null;
        outcome ??= ProgramReasons.OfTraining(end, call.TimeLimit)
            ?? TrialOutcome.Failed("""The program ended without a result; its last message should have been {"result": {...}}.""", mayRetry: false);

        return ProgramReasons.Explain(outcome, end);
    }

    private static ProgramCall CallOf(ProgramDefinition program, TrialAssignment assignment)
    {
        var line = AssignmentJson.Write(assignment);
        var path = Path.Combine(assignment.CheckpointFolder, AssignmentName);
        File.WriteAllText(path, line + "\n");
        var places = new TrialPlaceholders(assignment, path);

        return new([Locate(program), .. program.Command.Skip(1).Select(places.Fill)], line)
        {
            Folder = program.Folder,
            TimeLimit = program.TimeLimit,
            MemoryLimit = program.MemoryLimit,
            Variables = program.Environment.ToImmutableDictionary(variable => variable.Key, variable => places.Fill(variable.Value)),
            NotePath = Path.Combine(assignment.CheckpointFolder, NoteName),
        };
    }

    private static string Locate(ProgramDefinition program) =>
        ProgramLocation.Find(program.Command[0], program.Folder, Environment.GetEnvironmentVariable("PATH"));

    private static ProgramDefinition ProgramOf(StudyDefinition study) =>
        study.Program ?? throw new ArgumentException("The study names no program.", nameof(study));
}
