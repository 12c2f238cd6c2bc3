using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Loop;

/// <summary>
/// One training: what, on what, how. Equal tasks give equal results, bit for bit, on the managed engine.
/// </summary>
public sealed record TrainingTask
{
    /// <summary>What is trained. Stays the caller's.</summary>
    public required TrainableModel Model { get; init; }

    /// <summary>The rows to train on.</summary>
    public required EncodedDataset Train { get; init; }

    /// <summary>Which of the rows are trained on, by increasing number; empty, the default, for all.</summary>
    public ImmutableArray<int> TrainRows { get; init; } = [];

    /// <summary>
    /// After which steps the validation rows are measured too, beside the ends of epochs. The observer is told and may stop the training;
    /// what is trained, and which epoch is kept, does not depend on them. Default: none.
    /// </summary>
    public ImmutableArray<int> MeasuredSteps { get; init; } = [];

    /// <summary>The rows that decide when to stop and which state is kept.</summary>
    public required EncodedDataset Validation { get; init; }

    /// <summary>What is measured on the validation rows; decides which epoch is the best.</summary>
    public required ITaskMetric Metric { get; init; }

    /// <summary>
    /// How much a row of each class, or a word of each tag, counts in the training loss; empty, the default, for 1 each. The
    /// validation loss is never weighted.
    /// </summary>
    public ImmutableArray<float> ClassWeights { get; init; } = [];

    /// <summary>How to train.</summary>
    public required TrainingConfig Config { get; init; }

    /// <summary>Where batch order and dropout come from.</summary>
    public required RandomKey Key { get; init; }

    /// <summary>
    /// Whether rows of similar length share a batch, which saves padding. Default true; false is for measuring what that saves.
    /// </summary>
    public bool GroupsByLength { get; init; } = true;

    /// <summary>
    /// Where states of the frozen part are kept; null computes them anew every time, with the same results.
    /// </summary>
    public FrozenStateCache? FrozenStates { get; init; }

    /// <summary>
    /// The file that is replaced after every epoch and on cancellation, to continue from; null writes none.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// The checkpoint of an equal task to continue from, giving the same result as if it had never stopped; null starts
    /// afresh.
    /// </summary>
    public string? ResumeFrom { get; init; }

    /// <summary>The number of steps of the whole training.</summary>
    public int TotalSteps => Config.Epochs * StepsPerEpoch;

    /// <summary>The rows of each step of an epoch.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    public ImmutableArray<ImmutableArray<int>> BatchesOf(int epoch)
    {
        var order = Key.For("batches").For(epoch);

        return GroupsByLength
            ? BatchPlan.ForTraining((Train, Rows), Config.BatchSize, order)
            : BatchPlan.Shuffled(Rows, Config.BatchSize, order);
    }

    /// <summary>The number of steps of an epoch.</summary>
    internal int StepsPerEpoch => BatchPlan.BatchCount(TrainRows.IsEmpty ? Train.Count : TrainRows.Length, Config.BatchSize);

    /// <summary>The rows that are trained on.</summary>
    internal ImmutableArray<int> Rows => TrainRows.IsEmpty ? [.. Enumerable.Range(0, Train.Count)] : TrainRows;
}
