using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

/// <summary>Checks gradients of anything written with tensors, modules and whole models included, by central differences.</summary>
public static class GradientCheck
{
    // A loss near 1 is rounded to 1e-7 in float32, which this distance turns into 1e-5 of slope.
    private const float Distance = 1e-2f;

    /// <summary>Asserts that <see cref="Tensor.Backward"/> gives every parameter the slope that the loss really has.</summary>
    /// <param name="engine">The engine of all tensors.</param>
    /// <param name="loss">Computes the scalar loss from the parameters; pure, called many times.</param>
    /// <param name="parameters">Trainable leaves, few elements each.</param>
    /// <param name="tolerance">Largest difference allowed, relative to 1 + |slope|. Default 2e-3.</param>
    public static void Of(
        ITensorEngine engine, Func<Tensor> loss, IReadOnlyList<Tensor> parameters, double tolerance = 2e-3)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);

        foreach (var parameter in parameters)
        {
            parameter.ClearGradient();
        }

        using (engine.StepScope())
        {
            loss().Backward();
        }

        for (var number = 0; number < parameters.Count; number++)
        {
            Check(engine, loss, (parameters[number], number), tolerance);
        }
    }

    private static void Check(ITensorEngine engine, Func<Tensor> loss, (Tensor Tensor, int Number) parameter, double tolerance)
    {
        var values = parameter.Tensor.ToArray();
        var gradient = parameter.Tensor.Gradient?.ToArray() ?? new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var above = Loss(engine, loss, parameter.Tensor, values, (i, Distance));
            var below = Loss(engine, loss, parameter.Tensor, values, (i, -Distance));
            var slope = (above - below) / (2.0 * Distance);
            Assert.True(
                Math.Abs(slope - gradient[i]) <= tolerance * (1 + Math.Abs(slope)),
                $"Element {i} of parameter {parameter.Number} has slope {slope}, but the gradient says {gradient[i]}.");
        }
    }

    private static float Loss(
        ITensorEngine engine, Func<Tensor> loss, Tensor parameter, float[] values, (int Index, float Shift) change)
    {
        var moved = (float[])values.Clone();
        moved[change.Index] += change.Shift;
        parameter.CopyFrom(moved);
        using var scope = engine.StepScope();
        using var constant = engine.NoGradient();
        var result = loss().Item();
        parameter.CopyFrom(values);
        return result;
    }
}
