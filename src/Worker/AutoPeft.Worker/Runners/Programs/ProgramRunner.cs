using System.Collections.Immutable;
using System.ComponentModel;
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
    private const string AssignmentName = "assignment.json";

    private readonly ProgramTrial _trial = new(time);

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

        try
        {
            return await _trial.RunAsync(CallOf(ProgramOf(assignment.Study), assignment), assignment, reporter, stopping);
        }
        catch (Win32Exception fault)
        {
            return TrialOutcome.Failed($"The program cannot be started: {fault.Message}");
        }
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
        };
    }

    private static string Locate(ProgramDefinition program) =>
        ProgramLocation.Find(program.Command[0], program.Folder, Environment.GetEnvironmentVariable("PATH"));

    private static ProgramDefinition ProgramOf(StudyDefinition study) =>
        study.Program ?? throw new ArgumentException("The study names no program.", nameof(study));
}
