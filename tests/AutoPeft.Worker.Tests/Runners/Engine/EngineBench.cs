using System.Globalization;
using AutoPeft.Peft.Placement;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>A small study in a folder, and everything that trains it.</summary>
internal sealed class EngineBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ITensorEngine _engine;

    public EngineBench(ITensorEngine? engine = null)
    {
        _engine = engine ?? new ManagedEngine();
        Study = SmallStudy.Write(_folder).Definition;
        Workspace = new EngineWorkspace(_engine, frozenStateBytes: 1 << 24);
        Runner = new EngineRunner(Workspace, TimeProvider.System);
        Finals = new FinalEvaluation(Workspace);
    }

    public StudyDefinition Study { get; }

    public EngineWorkspace Workspace { get; }

    public EngineRunner Runner { get; }

    public FinalEvaluation Finals { get; }

    public RecordingReporter Reporter { get; } = new();

    /// <summary>The full path of a file in the study's folder.</summary>
    public string File(string name) => _folder.File(name);

    public TrialAssignment Assignment(int trial, PeftConfig modules) => new()
    {
        Study = Study,
        Trial = trial,
        Configuration = Configuration.Empty,
        Peft = modules,
        Training = Study.Training,
        Seed = 5,
        CheckpointFolder = Directory.CreateDirectory(File($"trial-{trial.ToString(CultureInfo.InvariantCulture)}")).FullName,
    };

    public Task<TrialOutcome> RunAsync(TrialAssignment assignment) =>
        Runner.RunAsync(assignment, Reporter, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Workspace.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }
}
