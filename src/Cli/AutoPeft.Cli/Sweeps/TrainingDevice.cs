using AutoPeft.Cli.Commands.Workers;
using AutoPeft.Cli.Hosting;
using AutoPeft.Tensors.Engines;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners;
using AutoPeft.Worker.Runners.Engine;
using AutoPeft.Worker.Runners.Isolation;

namespace AutoPeft.Cli.Sweeps;

/// <summary>A device that trains in this process: its engine, and the models and data that its trials share.</summary>
internal sealed class TrainingDevice : IDisposable
{
    /// <summary>The most memory for stored states of frozen layers. With that of the engine it keeps a sweep of small models below 1.5 GB.</summary>
    internal const long FrozenStateBytes = 256L << 20;

    private readonly ITensorEngine _engine;

    /// <summary>Opens the device.</summary>
    /// <param name="choice">Which, and how it computes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CommandFailure">The engine is not built in, or cannot compute here.</exception>
    public TrainingDevice(EngineChoice choice, TimeProvider time)
    {
        Choice = choice;
        _engine = TrainingEngines.Open(choice);
        Workspace = new(_engine, FrozenStateBytes);
        Runner = new(Workspace, time);
        Trainer = new StudyRunner(Runner, time)
        {
            Isolated = new IsolatedRunner(Runner, [.. ThisProgram.Command, .. WorkerTrialCommand.ArgumentsOf(choice)], time),
        };
    }

    /// <summary>Which it is.</summary>
    public EngineChoice Choice { get; }

    /// <summary>What its trials share.</summary>
    public EngineWorkspace Workspace { get; }

    /// <summary>Trains with the engine.</summary>
    public EngineRunner Runner { get; }

    /// <summary>Trains trials with what their studies name.</summary>
    public ITrialRunner Trainer { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Workspace.Dispose();
        _engine.Dispose();
    }
}
