using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Worker.Runners;

/// <summary>Trains each trial with what its study names: our engine, or a program.</summary>
/// <param name="engine">Our engine.</param>
/// <param name="time">The clock.</param>
public sealed class StudyRunner(ITrialRunner engine, TimeProvider time) : ITrialRunner
{
    private readonly ProgramRunner _programs = new(time);

    /// <summary>Trains trials of studies that want a process for each; null, the default, leaves them in this one.</summary>
    public ITrialRunner? Isolated { get; init; }

    /// <inheritdoc/>
    public Task PrepareAsync(StudyDefinition study, CancellationToken cancellationToken) => RunnerOf(study).PrepareAsync(study, cancellationToken);

    /// <inheritdoc/>
    public Task<TrialOutcome> RunAsync(TrialAssignment assignment, ITrialReporter reporter, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(assignment);

        return RunnerOf(assignment.Study).RunAsync(assignment, reporter, stopping);
    }

    private ITrialRunner RunnerOf(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return study.Program is not null ? _programs : study.Control.Isolation is not null && Isolated is not null ? Isolated : engine;
    }
}
