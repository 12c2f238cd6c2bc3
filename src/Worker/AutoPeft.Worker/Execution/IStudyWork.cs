using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>How the trials of one study are carried out and judged.</summary>
public interface IStudyWork
{
    /// <summary>How often a trial that crashed is tried again.</summary>
    int Retries { get; }

    /// <summary>Whether its trials use the memory of this process or its device, which those beside them use too.</summary>
    bool SharesMemory { get; }

    /// <summary>Carries out a trial; as <see cref="ITrialRunner.RunAsync"/>, every normal end is a value.</summary>
    /// <param name="trial">The trial with its attempts, the current one last.</param>
    /// <param name="folder">Where its files may be kept, the same for all attempts; may not exist yet. Full path.</param>
    /// <param name="reporter">Where to report on the way.</param>
    /// <param name="stopping">Asks to give the trial back.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was triggered.</exception>
    Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping);

    /// <summary>What is recorded of an outcome.</summary>
    TrialResult ResultOf(Trial trial, TrialOutcome outcome);
}
