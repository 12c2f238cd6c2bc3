using AutoPeft.Worker.Execution;
using Hangfire;

namespace AutoPeft.Worker.Hangfire;

/// <summary>A trial as a job of Hangfire. The job only says when and where to begin; the trial's lease decides whether.</summary>
/// <remarks>
/// Hangfire delivers at least once. A job whose trial is taken, ended or paused claims nothing and succeeds at once; attempts and
/// retries are counted by the store, which knows of crashes too.
/// </remarks>
/// <param name="loop">Carries out trials; null when the worker takes no more.</param>
/// <param name="settings">How.</param>
[AutomaticRetry(Attempts = 0)]
public sealed class TrialJob(WorkerLoop? loop, WorkerSettings settings)
{
    /// <summary>Claims the trial and carries it out to an end that is recorded.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="stopping">Hangfire's: the server stops, or the job was deleted.</param>
    public Task RunAsync(string study, int trial, CancellationToken stopping) =>
        loop is null ? Task.CompletedTask : loop.RunOneAsync(settings, study, trial, stopping);
}
