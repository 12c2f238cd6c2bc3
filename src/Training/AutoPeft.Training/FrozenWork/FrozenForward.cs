using AutoPeft.Models.Extensions;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>Takes every row of a dataset through the lower layers of a model.</summary>
internal static class FrozenForward
{
    /// <summary>
    /// Rows that go through the model together; as no gradient is kept, more would only take more memory.
    /// </summary>
    private const int BatchSize = 32;

    /// <summary>The states that a key stands for.</summary>
    /// <param name="key">The model and the depth.</param>
    /// <param name="data">The rows.</param>
    /// <param name="below">
    /// States of the same rows at a lower depth to go on from; null to begin with the tokens. Given back.
    /// </param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    public static HiddenStates Run(
        FrozenStateKey key, EncodedDataset data, FrozenStateLease? below, CancellationToken cancellationToken)
    {
        var states = new MemoryStates(data, key.Layers, key.Model.Shape.HiddenSize);
        Fill(states, key, below, cancellationToken);

        return states;
    }

    /// <summary>Computes the states that a key stands for into a place for them.</summary>
    /// <inheritdoc cref="Run"/>
    public static void Fill(
        HiddenStates states, FrozenStateKey key, FrozenStateLease? below, CancellationToken cancellationToken)
    {
        var (model, data) = (key.Model, states.Data);
        var remaining = (below?.States.Layers ?? 0)..key.Layers;
        using IHiddenStateSource source =
            below is null ? new ComputedStates(model, layers: 0) : new StoredStates(model.Engine, below);
        foreach (var rows in BatchPlan.ForEvaluation(data, BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = model.Engine.StepScope();
            using var frozen = model.Engine.NoGradient();
            var batch = data.Batch(rows);
            var entering = source.States(rows, batch, ForwardContext.Evaluation);
            states.Store(rows, batch, model.RunLayers(entering, remaining, batch, ForwardContext.Evaluation));
        }
    }
}
