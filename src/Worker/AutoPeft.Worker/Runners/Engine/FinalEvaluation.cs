using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// Measures completed trials on the held-out test rows. For the end of a study: nothing may be chosen by it.
/// </summary>
/// <param name="workspace">What trials share.</param>
public sealed class FinalEvaluation(EngineWorkspace workspace)
{
    private readonly SharedValues<StudyTexts, HeldOutData?> _heldOut = new(texts => texts.Load().HeldOut);

    /// <summary>Whether a study has test rows.</summary>
    /// <exception cref="InvalidInputException">A file cannot be used; carries every fault.</exception>
    public bool HasTest(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return _heldOut.Get(StudyTexts.Of(study)) is not null;
    }

    /// <summary>What a completed trial measures on the test rows.</summary>
    /// <param name="study">The trial's study.</param>
    /// <param name="trialFolder">The trial's folder.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>The metrics by name, and <c>loss</c>.</returns>
    /// <exception cref="InvalidInputException">
    /// The study has no test rows, or the trial no usable weights; carries all faults.
    /// </exception>
    public Task<ImmutableSortedDictionary<string, double>> MeasureAsync(
        StudyDefinition study, string trialFolder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);

        return Task.Run(
            () => Measure(study, TrialArtifact.Read(trialFolder, study.Shape), cancellationToken), cancellationToken);
    }

    /// <summary>The test rows of a study.</summary>
    /// <exception cref="InvalidInputException">It has none.</exception>
    internal TextDataset TestOf(StudyDefinition study) => _heldOut.Get(StudyTexts.Of(study))?.Test ?? throw new InvalidInputException(
        new FaultPlace("data"), "The study has no test rows.", "Give a test file or a test fraction.");

    /// <summary>What trained weights measure on the test rows.</summary>
    internal ImmutableSortedDictionary<string, double> Measure(
        StudyDefinition study, TrialArtifact artifact, CancellationToken cancellationToken)
    {
        var model = workspace.Model(study.Model);
        var length = TrialRecipe.SettingsOf(artifact.Recipe).MaximumLength;
        var test = workspace.Encode(TestOf(study), model, length);
        using var rebuilt = artifact.Weights.Rebuild(model, test.Task, study.Name);

        return MeasuredValues.Of(
            Evaluator.Evaluate(rebuilt, test, workspace.FrozenStates, cancellationToken), test.Task, study.Task);
    }
}
