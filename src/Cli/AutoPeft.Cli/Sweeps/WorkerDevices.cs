using System.Collections.Immutable;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Sweeps;

/// <summary>The devices of a worker beside its first.</summary>
internal sealed class WorkerDevices : IDisposable
{
    private readonly List<TrainingDevice> _others = [];

    /// <summary>Opens them.</summary>
    /// <param name="choices">Which.</param>
    /// <param name="place">The data folder, and the clock.</param>
    /// <exception cref="CommandFailure">One cannot compute here; none is left open.</exception>
    public WorkerDevices(ImmutableArray<EngineChoice> choices, (string DataFolder, TimeProvider Time) place)
    {
        try
        {
            foreach (var choice in choices)
            {
                _others.Add(new(choice, place));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>All, the first before the others.</summary>
    public IEnumerable<TrainingDevice> With(TrainingDevice first) => [first, .. _others];

    /// <inheritdoc/>
    public void Dispose() => _others.ForEach(device => device.Dispose());
}
