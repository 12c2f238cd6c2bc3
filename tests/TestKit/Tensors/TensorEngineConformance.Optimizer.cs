using AutoPeft.Tensors.Kernels.Reference;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    private static AdamWStep Step(int number, float scale = 1) => new(number, 1e-2f, 0.9f, 0.999f, 1e-8f, 0.1f, scale);

    [Fact]
    public void AdamW_steps_follow_the_plain_loop()
    {
        var (start, direction) = (Operand.Normal(1, 37), Operand.Normal(2, 37));
        var (x, m, v) = ((double[])start.Values.Clone(), new double[37], new double[37]);
        using var leaf = Parameter(start);
        using var constant = Constant(direction);
        using var first = Engine.Constant(new float[37], new Shape(37));
        using var second = Engine.Constant(new float[37], new Shape(37));

        for (var number = 1; number <= 10; number++)
        {
            using var scope = Engine.StepScope();
            leaf.ClearGradient();
            leaf.Multiply(leaf).Multiply(constant).Sum().Backward();
            leaf.ApplyAdamW(first, second, Step(number, 0.5f));
            var gradient = x.Zip(direction.Values, (value, factor) => 2 * value * factor).ToArray();
            PlainAdamW.Update(x, gradient, m, v, Step(number, 0.5f));
        }

        OperationCheck.Close(x, leaf.ToArray(), "parameter");
        OperationCheck.Close(m, first.ToArray(), "first moment");
        OperationCheck.Close(v, second.ToArray(), "second moment");
    }

    [Fact]
    public void Ten_steps_of_a_small_network_follow_the_plain_loop()
    {
        var inputs = Operand.Normal(1, 12, 6);
        int[] targets = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
        Operand[] starts = [Operand.Normal(2, 8, 6), Operand.Normal(3, 8), Operand.Normal(4, 3, 8), Operand.Normal(5, 3)];

        var losses = TrainedLosses(inputs, targets, starts);

        OperationCheck.Close(PlainLosses(inputs.Values, targets, starts), losses, "loss of each step", 1e-4);
        Assert.True(losses[^1] < losses[0]);
    }

    private float[] TrainedLosses(Operand inputs, int[] targets, Operand[] starts)
    {
        using var x = Constant(inputs);
        var leaves = Array.ConvertAll(starts, Parameter);
        var moments = leaves.Select(_ => _.Shape).Select(shape =>
            (First: Engine.Constant(new float[shape.Count], shape), Second: Engine.Constant(new float[shape.Count], shape))).ToArray();
        var losses = new float[10];
        for (var number = 1; number <= losses.Length; number++)
        {
            using var scope = Engine.StepScope();
            var loss = x.Linear(leaves[0], leaves[1]).Gelu().Linear(leaves[2], leaves[3]).CrossEntropy(targets);
            loss.Backward();
            losses[number - 1] = loss.Item();
            for (var i = 0; i < leaves.Length; i++)
            {
                leaves[i].ApplyAdamW(moments[i].First, moments[i].Second, Step(number));
                leaves[i].ClearGradient();
            }
        }

        return losses;
    }

    private static double[] PlainLosses(double[] inputs, int[] targets, Operand[] starts)
    {
        double Loss(double[][] p)
        {
            var hidden = Array.ConvertAll(PlainMatrix.Linear(inputs, p[0], p[1], 6), value => PlainActivations.Gelu(value));
            return PlainRows.CrossEntropy(PlainMatrix.Linear(hidden, p[2], p[3], 8), targets, []);
        }

        var leaves = Array.ConvertAll(starts, start => (double[])start.Values.Clone());
        var moments = Array.ConvertAll(leaves, leaf => (First: new double[leaf.Length], Second: new double[leaf.Length]));
        var losses = new double[10];
        for (var number = 1; number <= losses.Length; number++)
        {
            losses[number - 1] = Loss(leaves);
            var gradients = PlainGradient.Of(Loss, leaves);
            for (var i = 0; i < leaves.Length; i++)
            {
                PlainAdamW.Update(leaves[i], gradients[i], moments[i].First, moments[i].Second, Step(number));
            }
        }

        return losses;
    }
}
