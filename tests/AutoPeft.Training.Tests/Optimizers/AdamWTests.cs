using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using AutoPeft.Training.Optimizers;

namespace AutoPeft.Training.Tests.Optimizers;

public sealed class AdamWTests : IDisposable
{
    private static readonly float[] Slopes = [1, -2, 0.5f];

    private readonly ManagedEngine _engine = new();
    private readonly Tensor _matrix;
    private readonly Tensor _bias;

    public AdamWTests()
    {
        _matrix = _engine.Parameter([0.5f, -0.25f, 2], new Shape(1, 3));
        _bias = _engine.Parameter([0.5f, -0.25f, 2], new Shape(3));
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Three_steps_are_those_of_the_paper()
    {
        using var optimizer = Optimizer(new AdamWConfig { MaximumGradientNorm = null }, weightDecay: 0.1);
        double[] value = [0.5, -0.25, 2], first = [0, 0, 0], second = [0, 0, 0];

        for (var step = 1; step <= 3; step++)
        {
            var factor = 1 / (double)step;
            Backward();
            optimizer.Apply(factor);
            for (var i = 0; i < 3; i++)
            {
                // Loshchilov and Hutter 2019, Alg. 2, with the decay of PyTorch: the learning rate multiplies it too.
                first[i] = (0.9 * first[i]) + (0.1 * Slopes[i]);
                second[i] = (0.999 * second[i]) + (0.001 * Slopes[i] * Slopes[i]);
                var update = first[i] / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
                value[i] = (value[i] * (1 - (0.01 * factor * 0.1))) - (0.01 * factor * update);
            }
        }

        Assert.Equal(value.Select(x => (float)x), _matrix.ToArray(), (x, y) => Math.Abs(x - y) <= 1e-6); // float32 over 3 steps
    }

    [Fact]
    public void Vectors_are_not_decayed()
    {
        using var optimizer = Optimizer(new AdamWConfig { MaximumGradientNorm = null }, weightDecay: 10);

        Backward();
        optimizer.Apply(1);

        Assert.Equal(0.5f - 0.01f, _bias.ToArray()[0], 1e-6f);
        Assert.Equal((0.5f * (1 - (0.01f * 10))) - 0.01f, _matrix.ToArray()[0], 1e-6f);
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        using var optimizer = Optimizer(new AdamWConfig(), weightDecay: 0);

        Backward();

        Assert.Equal(Math.Sqrt(2 * 5.25), optimizer.Apply(1), 1e-6);
    }

    [Fact]
    public void A_long_gradient_is_shortened_and_a_short_one_left_alone()
    {
        var long1 = FirstMomentAfterOneStep(maximumNorm: 1);
        var free = FirstMomentAfterOneStep(maximumNorm: null);
        var generous = FirstMomentAfterOneStep(maximumNorm: 100);

        Assert.Equal(free[0] / Math.Sqrt(2 * 5.25), long1[0], 1e-6);
        Assert.Equal(free, generous);
    }

    [Fact]
    public void Gradients_are_forgotten_after_a_step()
    {
        using var optimizer = Optimizer(new AdamWConfig(), weightDecay: 0);

        Backward();
        optimizer.Apply(1);

        Assert.Equal(0, optimizer.Apply(1));
    }

    [Fact]
    public void Nothing_is_updated_when_the_norm_is_not_finite()
    {
        using var optimizer = Optimizer(new AdamWConfig(), weightDecay: 0);
        using (_engine.StepScope())
        {
            _matrix.Scale(float.PositiveInfinity).Sum().Backward();
        }

        Assert.False(double.IsFinite(optimizer.Apply(1)));
        Assert.Equal([0.5f, -0.25f, 2], _matrix.ToArray());
        Assert.Equal(0, optimizer.Step);
    }

    [Fact]
    public void A_loaded_optimiser_goes_on_with_the_same_bits()
    {
        using var whole = Optimizer(new AdamWConfig(), weightDecay: 0.1);
        Backward();
        whole.Apply(1);
        var (values, state) = (_matrix.ToArray(), whole.Save());
        Backward();
        whole.Apply(0.5);
        var expected = _matrix.ToArray();

        using var resumed = Optimizer(new AdamWConfig(), weightDecay: 0.1);
        resumed.Load(state, step: 1);
        _matrix.CopyFrom(values);
        Backward();
        resumed.Apply(0.5);

        Assert.Equal(expected, _matrix.ToArray());
        Assert.Equal(2, resumed.Step);
    }

    [Fact]
    public void Moments_of_other_parameters_are_refused()
    {
        using var optimizer = Optimizer(new AdamWConfig(), weightDecay: 0);

        Assert.Throws<ArgumentException>(() => optimizer.Load([new("other", new float[3], new float[3])], 1));
    }

    [Fact]
    public void Two_parameters_of_one_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AdamW(
            _engine, [new([new("a", _matrix), new("a", _bias)], 1, 0)], new AdamWConfig()));
    }

    private float[] FirstMomentAfterOneStep(double? maximumNorm)
    {
        using var optimizer = Optimizer(new AdamWConfig { MaximumGradientNorm = maximumNorm }, weightDecay: 0);
        Backward();
        optimizer.Apply(1);

        return optimizer.Save()[0].FirstMoment;
    }

    private AdamW Optimizer(AdamWConfig config, double weightDecay) =>
        new(_engine, ParameterGroup.Split([new("bias", _bias), new("matrix", _matrix)], 0.01, weightDecay), config);

    /// <summary>Gives both parameters the gradient <see cref="Slopes"/>.</summary>
    private void Backward()
    {
        using var slopes = _engine.Constant(Slopes, new Shape(3));
        using var scope = _engine.StepScope();
        _matrix.Multiply(slopes).Sum().Backward();
        _bias.Multiply(slopes).Sum().Backward();
    }
}
