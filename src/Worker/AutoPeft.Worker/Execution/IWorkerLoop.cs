namespace AutoPeft.Worker.Execution;

/// <summary>Something that takes trials and carries them out until it is told to end; what gives it trials differs.</summary>
public interface IWorkerLoop
{
    /// <summary>Works until it is told to end.</summary>
    /// <param name="settings">How to work.</param>
    /// <param name="draining">Asks to finish what was begun and claim nothing more.</param>
    /// <param name="stopping">Asks to give back what was begun, at once.</param>
    Task RunAsync(WorkerSettings settings, CancellationToken draining, CancellationToken stopping);
}
