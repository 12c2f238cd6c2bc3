using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Tensors.TorchSharp.Engines;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Operations;

/// <summary>One AdamW update of a leaf and its moments, in place (Loshchilov and Hutter 2019, Alg. 2).</summary>
internal static class TorchAdamW
{
    public static void Apply(TorchTensor leaf, TorchTensor firstMoment, TorchTensor secondMoment, AdamWStep step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step.Step, 1, nameof(step));
        Check(leaf, firstMoment);
        Check(leaf, secondMoment);
        using var pause = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var gradient = leaf.Value.grad ?? throw new InvalidOperationException("There is no gradient to update with: call Backward first.");
        Update(leaf.Value, gradient.mul(step.GradientScale), (firstMoment.Value, secondMoment.Value), step);
    }

    /// <summary>The sum of squares of a leaf's gradient in double precision; 0 when there is none.</summary>
    public static double SquaredNorm(torch.Tensor leaf)
    {
        using var pause = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        return leaf.grad is { } gradient ? gradient.to(torch.float64).square().sum().ToDouble() : 0;
    }

    private static void Update(
        torch.Tensor parameter, torch.Tensor gradient, (torch.Tensor First, torch.Tensor Second) moments, AdamWStep step)
    {
        moments.First.mul_(step.Beta1).add_(gradient, alpha: 1 - step.Beta1);
        moments.Second.mul_(step.Beta2).addcmul_(gradient, gradient, value: 1 - step.Beta2);
        var denominator = moments.Second.div(1 - Math.Pow(step.Beta2, step.Step)).sqrt_().add_(step.Epsilon);
        parameter.mul_(1 - ((double)step.LearningRate * step.WeightDecay));
        parameter.addcdiv_(moments.First, denominator, -step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step)));
    }

    private static void Check(TorchTensor leaf, TorchTensor moment)
    {
        if (moment.Shape != leaf.Shape)
        {
            throw new ShapeMismatchException(nameof(Tensor.ApplyAdamW), leaf.Shape, moment.Shape);
        }

        moment.CheckLeaf("A moment");
    }
}
