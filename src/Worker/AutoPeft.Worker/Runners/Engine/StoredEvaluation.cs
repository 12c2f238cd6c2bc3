using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What the weights that a trial stores predict on its validation rows.</summary>
/// <param name="task">What the trial was trained on.</param>
/// <param name="states">Where states of the frozen part are kept.</param>
internal sealed class StoredEvaluation(StudyTask task, FrozenStateCache states)
{
    /// <summary>What the best epoch predicted where that is provably the same to the last bit; otherwise measured with the weights as they are stored.</summary>
    /// <param name="trained">The model with the best epoch's values, and what is stored of it.</param>
    /// <param name="result">How the training went.</param>
    /// <param name="packing">How many trainings went through the frozen model together.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    public Evaluation Of(
        (TrainableModel Model, TrainedWeights Weights) trained, TrainingResult result, int packing, CancellationToken cancellationToken)
    {
        // A pack's bits are those of a training alone on the managed engine only.
        var known = packing == 1 && trained.Weights.AreAsTrained(trained.Model) ? result.BestEvaluation : null;

        return known ?? Measure(trained.Weights, cancellationToken);
    }

    private Evaluation Measure(TrainedWeights weights, CancellationToken cancellationToken)
    {
        using var rebuilt = weights.Rebuild(task.Model, task.Train.Task, "the trained weights");

        return Evaluator.Evaluate(rebuilt, task.Validation, states, cancellationToken);
    }
}
