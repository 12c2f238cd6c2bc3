using AutoPeft.Models;
using AutoPeft.Models.Packing;
using AutoPeft.Tensors.Operations;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Packing;

/// <summary>What the trainings of a pack do together: a step's forward and backward pass, and measuring.</summary>
internal static class PackedWork
{
    /// <summary>Computes the gradients of the next step of each.</summary>
    /// <returns>The steps; null for a training whose loss is not finite, which has no gradients then.</returns>
    public static IReadOnlyList<PendingStep?> Differentiate(ITransformer model, IReadOnlyList<PackMember> members)
    {
        using var scope = model.Engine.StepScope();
        var steps = members.Select(member => member.Session.Begin()).ToArray();
        var hidden = Run(model, [.. members.Select(member => member.Session.Model).Zip(steps)], training: true);
        var losses = members.Select((member, i) => member.Session.LossOf(steps[i], hidden[i])).ToArray();

        // No number of one training depends on another's, so the gradients of the sum are each one's own.
        losses.OfType<Tensor>().Aggregate(default(Tensor), (sum, loss) => sum?.Add(loss) ?? loss)?.Backward();

        return [.. steps.Zip(losses, (step, loss) => loss is null ? null : step)];
    }

    /// <summary>Measures each on its own validation rows.</summary>
    public static IReadOnlyList<EvaluationPass> Measure(ITransformer model, IReadOnlyList<PackMember> members)
    {
        var passes = members.Select(member => member.Session.OpenEvaluation()).ToArray();
        while (passes.Where(pass => !pass.IsDone).ToArray() is { Length: > 0 } going)
        {
            using var scope = model.Engine.StepScope();
            using var noGradient = model.Engine.NoGradient();
            var steps = going.Select(pass => pass.Begin()).ToArray();
            var hidden = Run(model, [.. going.Select(pass => pass.Model).Zip(steps)], training: false);
            for (var i = 0; i < going.Length; i++)
            {
                going[i].Add(steps[i], hidden[i]);
            }
        }

        return passes;
    }

    private static IReadOnlyList<Tensor> Run(
        ITransformer model, IReadOnlyList<(TrainableModel Model, PendingStep Step)> parts, bool training) => parts.Count == 1
        ? [parts[0].Model.Run(parts[0].Step)]
        : PackedLayers.Run(
            model,
            [.. parts.Select(part => new PackedTrial(part.Step.Entering, part.Model.FrozenLayers, part.Step.Batch, part.Step.Context))],
            training);
}
