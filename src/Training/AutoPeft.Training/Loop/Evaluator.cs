using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;

namespace AutoPeft.Training.Loop;

/// <summary>Measures a model on a dataset, without dropout and without gradients.</summary>
public static class Evaluator
{
    /// <summary>Measures.</summary>
    /// <param name="model">The model with its modules and head.</param>
    /// <param name="data">The rows.</param>
    /// <param name="cache">Where states of the frozen part are kept; null computes them, with the same results.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    public static Evaluation Evaluate(
        TrainableModel model, EncodedDataset data, FrozenStateCache? cache, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var source = model.Open(data, cache, cancellationToken);

        return Evaluate(model, data, source, cancellationToken);
    }

    /// <summary>Measures with a source of hidden states that is already open.</summary>
    internal static Evaluation Evaluate(
        TrainableModel model, EncodedDataset data, IHiddenStateSource source, CancellationToken cancellationToken)
    {
        var pass = new EvaluationPass(model, data, source);
        while (!pass.IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = model.Model.Engine.StepScope();
            using var noGradient = model.Model.Engine.NoGradient();
            var step = pass.Begin();
            pass.Add(step, model.Run(step));
        }

        return pass.Close();
    }
}
