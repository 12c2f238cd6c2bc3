using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Tests.Reference;

/// <summary>The network of ops.py: linear 5 → 7, GELU, linear 7 → 3, cross entropy; AdamW with decay and norm clipping.</summary>
internal sealed class ReferenceNetwork
{
    private const double MaxNorm = 0.5;

    private static readonly Shape[] Shapes = [new(7, 5), new(7), new(3, 7), new(3)];

    private readonly ManagedEngine _engine;
    private readonly TorchTraining _task;
    private readonly Tensor _inputs;
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;

    public ReferenceNetwork(ManagedEngine engine, TorchTraining task)
    {
        (_engine, _task) = (engine, task);
        _inputs = engine.Constant(task.Inputs, new(8, 5));
        Leaves = [.. task.Start.Select((values, i) => engine.Parameter(values, Shapes[i]))];
        _first = Array.ConvertAll(Shapes, shape => engine.Constant(new float[shape.Count], shape));
        _second = Array.ConvertAll(Shapes, shape => engine.Constant(new float[shape.Count], shape));
    }

    public Tensor[] Leaves { get; }

    /// <summary>The loss and the norm of the gradient, before clipping, of each step.</summary>
    public (float[] Losses, float[] Norms) Train(int steps)
    {
        var (losses, norms) = (new float[steps], new float[steps]);
        for (var i = 0; i < steps; i++)
        {
            using var scope = _engine.StepScope();
            var hidden = _inputs.Linear(Leaves[0], Leaves[1]).Gelu();
            var loss = hidden.Linear(Leaves[2], Leaves[3]).CrossEntropy(_task.Targets);
            loss.Backward();
            losses[i] = loss.Item();
            norms[i] = (float)Math.Sqrt(Leaves.Sum(leaf => leaf.GradientSquaredNorm()));
            Update(i + 1, (float)Math.Min(1, MaxNorm / (norms[i] + 1e-6)));
        }

        return (losses, norms);
    }

    private void Update(int number, float scale)
    {
        var step = new AdamWStep(number, 0.05f, 0.9f, 0.98f, 1e-6f, 0.1f, scale);
        for (var i = 0; i < Leaves.Length; i++)
        {
            Leaves[i].ApplyAdamW(_first[i], _second[i], step);
            Leaves[i].ClearGradient();
        }
    }
}
