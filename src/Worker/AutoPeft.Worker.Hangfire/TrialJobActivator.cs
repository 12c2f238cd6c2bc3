using AutoPeft.Worker.Execution;
using Hangfire;

namespace AutoPeft.Worker.Hangfire;

/// <summary>Gives jobs the worker of this process.</summary>
/// <param name="loop">Carries out trials.</param>
/// <param name="settings">How.</param>
internal sealed class TrialJobActivator(WorkerLoop loop, WorkerSettings settings) : JobActivator
{
    private volatile bool _isClosed;

    /// <summary>Whether jobs are to leave their trials alone, because the worker ends.</summary>
    public bool IsClosed
    {
        get => _isClosed;
        set => _isClosed = value;
    }

    public override object ActivateJob(Type jobType) => new TrialJob(IsClosed ? null : loop, settings);
}
