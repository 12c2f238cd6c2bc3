using System.Collections.Immutable;
using System.ComponentModel;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Runners.Isolation;

/// <summary>Trains each trial in a process of its own, so that a crash of native code, or the system's killing it, ends that trial only.</summary>
/// <remarks>The process speaks the protocol of docs/command-runner.md; <see cref="TrialChild"/> is its other side.</remarks>
/// <param name="engine">Trains; here it only checks what trials share before anything is recorded.</param>
/// <param name="command">The program and arguments of the process.</param>
/// <param name="time">The clock.</param>
public sealed class IsolatedRunner(ITrialRunner engine, ImmutableArray<string> command, TimeProvider time) : ITrialRunner
{
    // Long enough to write a checkpoint to a slow disk.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private readonly ProgramTrial _trial = new(time);

    /// <inheritdoc/>
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken) => engine.PrepareAsync(study, cancellationToken);

    /// <inheritdoc/>
    public async Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(assignment);

        try
        {
            return await _trial.RunAsync(CallOf(assignment), assignment, reporter, stopping);
        }
        catch (Win32Exception fault)
        {
            return TrialOutcome.Failed($"The process of the trial cannot be started: {fault.Message}");
        }
    }

    private ProgramCall CallOf(TrialAssignment assignment) => new(command, IsolatedAssignment.Of(assignment).ToJson())
    {
        Folder = assignment.CheckpointFolder,
        TimeLimit = assignment.Study.Control.Isolation?.TimeLimit,
        MemoryLimit = assignment.Study.Control.Isolation?.MemoryLimit,
        Grace = Grace,
    };
}
