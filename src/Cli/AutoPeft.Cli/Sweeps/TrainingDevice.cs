using AutoPeft.Cli.Commands.Workers;
using AutoPeft.Cli.Hosting;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners;
using AutoPeft.Worker.Runners.Engine;
using AutoPeft.Worker.Runners.Isolation;

namespace AutoPeft.Cli.Sweeps;

/// <summary>A device that trains in this process: its engine, and the models and data that its trials share.</summary>
internal sealed class TrainingDevice : IDisposable
{
    private readonly ITensorEngine _engine;
    private readonly FrozenStateFolder? _states;

    /// <summary>Opens the device.</summary>
    /// <param name="choice">Which, and how it computes.</param>
    /// <param name="place">The data folder, and the clock.</param>
    /// <exception cref="CommandFailure">The engine is not built in, or cannot compute here.</exception>
    public TrainingDevice(EngineChoice choice, (string DataFolder, TimeProvider Time) place)
    {
        Choice = choice;
        _engine = TrainingEngines.Open(choice);
        _states = TrainingEngines.OpenStateFolder(choice, place.DataFolder);
        Workspace = new(_engine, choice.StateMegabytes * (1L << 20), _states);
        Runner = new(Workspace, place.Time);
        Trainer = new StudyRunner(Runner, place.Time)
        {
            Isolated = new IsolatedRunner(Runner, [.. ThisProgram.Command, .. WorkerTrialCommand.ArgumentsOf(choice, place.DataFolder)], place.Time),
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
        _states?.Dispose();
        _engine.Dispose();
    }
}
