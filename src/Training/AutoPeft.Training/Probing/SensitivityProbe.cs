using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Heads;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Probing;

/// <summary>Measures, from a few batches and without training the model, how much a task's loss depends on each of its modules.</summary>
/// <remarks>
/// The gradient is the first-order change of the loss that an update of a weight can bring; the empirical Fisher information also sees
/// rows whose gradients cancel. Both need a head that knows something of the task, so the head alone is trained first.
/// </remarks>
/// <param name="model">A model of the probe's own, loaded trainable.</param>
/// <param name="head">Its head; trained by <see cref="TrainHead"/>.</param>
/// <param name="data">The rows.</param>
public sealed class SensitivityProbe(ITransformer model, ITaskHead head, EncodedDataset data)
{
    private const double LearningRate = 1e-3;

    /// <summary>Trains the head on the bare model's states, once with each of these batches, as often as asked for.</summary>
    /// <returns>The mean loss of the last pass, in nats.</returns>
    public double TrainHead(ImmutableArray<ImmutableArray<int>> batches, int passes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(passes, 1);
        using var optimizer = new AdamW(model.Engine, ParameterGroup.Split(head.Parameters, LearningRate, 0), new());
        var loss = 0.0;
        for (var pass = 0; pass < passes; pass++)
        {
            loss = 0;
            foreach (var batch in batches)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = model.Engine.StepScope();
                var value = LossOfHead(batch);
                loss += value.Item() / batches.Length;
                value.Backward();
                optimizer.Apply(1);
            }
        }

        return loss;
    }

    /// <summary>Measures every linear module, in the order of the model's shape.</summary>
    /// <param name="batches">The rows to measure on.</param>
    /// <param name="cancellationToken">Ends the work between two rows.</param>
    public ImmutableArray<ModuleSensitivity> Measure(ImmutableArray<ImmutableArray<int>> batches, CancellationToken cancellationToken)
    {
        var weights = model.Shape.Modules
            .Select(module => (Module: module, Weight: model.Weights.Single(weight => weight.Name == module.Path + ".weight").Tensor))
            .ToArray();
        var rows = batches.SelectMany(batch => batch).ToArray();
        var fisher = new double[weights.Length];
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Backward([row]);
            for (var i = 0; i < weights.Length; i++)
            {
                fisher[i] += weights[i].Weight.GradientSquaredNorm() / rows.Length;
            }

            ClearGradients();
        }

        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Backward(batch);
        }

        var sensitivities = weights.Select((item, i) => new ModuleSensitivity(
            item.Module, Math.Sqrt(item.Weight.GradientSquaredNorm()) / batches.Length, fisher[i])).ToImmutableArray();
        ClearGradients();

        return sensitivities;
    }

    private Tensor LossOfHead(ImmutableArray<int> rows)
    {
        var batch = data.Batch(rows);
        Tensor hidden;
        using (model.Engine.NoGradient())
        {
            hidden = model.Encode(batch, ForwardContext.Evaluation);
        }

        return TaskLoss.Of(head.Logits(hidden, batch, ForwardContext.Evaluation), data, rows);
    }

    private void Backward(ImmutableArray<int> rows)
    {
        using var scope = model.Engine.StepScope();
        var batch = data.Batch(rows);
        var hidden = model.Encode(batch, ForwardContext.Evaluation);
        TaskLoss.Of(head.Logits(hidden, batch, ForwardContext.Evaluation), data, rows).Backward();
    }

    private void ClearGradients()
    {
        foreach (var tensor in model.Weights.Concat(head.Parameters))
        {
            tensor.Tensor.ClearGradient();
        }
    }
}
