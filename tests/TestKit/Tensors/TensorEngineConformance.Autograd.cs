using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

public abstract partial class TensorEngineConformance
{
    [Fact]
    public void A_tensor_multiplied_by_itself() => Check.Agrees(
        x => x[0].Multiply(x[0]), x => [.. x[0].Select(value => value * value)], Operand.Normal(1, 5));

    [Fact]
    public void A_tensor_added_to_itself() => Check.Agrees(
        x => x[0].Add(x[0]), x => [.. x[0].Select(value => value + value)], Operand.Normal(1, 5));

    [Fact]
    public void A_matrix_times_itself_transposed() => Check.Agrees(
        x => x[0].Linear(x[0]),
        x => AutoPeft.Tensors.Kernels.Reference.PlainMatrix.Linear(x[0], x[0], [], 3),
        Operand.Normal(1, 4, 3));

    [Fact]
    public void A_result_used_on_several_paths() => Check.Agrees(
        x =>
        {
            var shared = x[0].Scale(2);
            return shared.Add(shared.Tanh()).Add(shared.Multiply(x[0])).Add(shared.Reshape(new Shape(5)).Scale(3));
        },
        x => [.. x[0].Select(value => (2 * value) + Math.Tanh(2 * value) + (2 * value * value) + (6 * value))],
        Operand.Normal(1, 5));

    [Fact]
    public void A_result_added_to_what_comes_of_it() => Check.Agrees(
        x =>
        {
            var stream = x[0].Scale(1.5f);
            stream = stream.Add(stream.Sigmoid());
            stream = stream.Add(stream.Sigmoid());
            return stream;
        },
        x => [.. x[0].Select(value =>
        {
            var stream = 1.5 * value;
            stream += 1 / (1 + Math.Exp(-stream));
            return stream + (1 / (1 + Math.Exp(-stream)));
        })],
        Operand.Normal(1, 5));

    [Fact]
    public void Gradients_add_up_until_they_are_cleared()
    {
        using var x = Engine.Parameter([1, 2], new Shape(2));
        Assert.Null(x.Gradient);
        for (var i = 0; i < 2; i++)
        {
            using var scope = Engine.StepScope();
            x.Scale(3).Sum().Backward();
        }

        Assert.Equal([6, 6], x.Gradient!.ToArray());
        Assert.Equal(72, x.GradientSquaredNorm(), 1e-4);

        x.ClearGradient();

        Assert.Null(x.Gradient);
        Assert.Equal(0, x.GradientSquaredNorm());
    }

    [Fact]
    public void A_cleared_gradient_starts_anew()
    {
        using var x = Engine.Parameter([1, 2], new Shape(2));
        for (var i = 0; i < 2; i++)
        {
            using var scope = Engine.StepScope();
            x.ClearGradient();
            x.Multiply(x).Sum().Backward();
        }

        Assert.Equal([2, 4], x.Gradient!.ToArray());
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Parameter([1, 2], new Shape(2));
        using (Engine.NoGradient())
        using (Engine.NoGradient())
        {
            Assert.False(x.Scale(2).RequiresGradient);
        }

        Assert.True(x.Scale(2).RequiresGradient);
    }

    [Fact]
    public void A_result_of_constants_requires_no_gradient()
    {
        using var scope = Engine.StepScope();
        using var constant = Engine.Constant([1, 2], new Shape(2));

        Assert.False(constant.Scale(2).RequiresGradient);
        Assert.Throws<InvalidOperationException>(() => constant.Sum().Backward());
    }

    [Fact]
    public void What_was_computed_without_gradients_counts_as_constant()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Parameter([3], new Shape(1));
        using var pause = Engine.NoGradient();
        var constant = x.Scale(2);
        pause.Dispose();

        x.Multiply(constant).Sum().Backward();

        Assert.Equal([6], x.Gradient!.ToArray());
    }

    [Fact]
    public void Backward_needs_a_scalar()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Parameter([1, 2], new Shape(2));

        Assert.Throws<InvalidOperationException>(() => x.Scale(2).Backward());
    }

    [Fact]
    public void A_result_lives_until_its_scope_ends()
    {
        using var x = Engine.Constant([1, 2], new Shape(2));
        using var outer = Engine.StepScope();
        var early = x.Scale(2);
        var inner = Engine.StepScope();
        var late = x.Scale(3);

        inner.Dispose();

        Assert.Equal([2, 4], early.ToArray());
        Assert.ThrowsAny<ObjectDisposedException>(() => late.ToArray());
    }

    [Fact]
    public void The_input_of_a_step_lives_as_long_as_its_scope()
    {
        AutoPeft.Tensors.Operations.Tensor input;
        using (Engine.StepScope())
        {
            input = Engine.StepConstant([1, 2], new Shape(2));

            Assert.Equal([3, 6], input.Scale(3).ToArray());
            Assert.False(input.RequiresGradient);
        }

        Assert.ThrowsAny<ObjectDisposedException>(() => input.ToArray());
        Assert.Throws<ArgumentException>(() => Engine.StepConstant([1, 2, 3], new Shape(2)));
    }

    [Fact]
    public void A_local_scope_frees_its_results_except_those_kept()
    {
        using var x = Engine.Constant([1, 2], new Shape(2));
        using var outer = Engine.StepScope();
        var inner = Engine.LocalScope();
        var lost = x.Scale(3);
        var kept = inner.Keep(lost.Scale(2));

        inner.Dispose();
        inner.Dispose();

        Assert.Equal([6, 12], kept.ToArray());
        Assert.ThrowsAny<ObjectDisposedException>(() => lost.ToArray());
    }

    [Fact]
    public void A_kept_result_belongs_to_the_enclosing_scope()
    {
        using var x = Engine.Constant([1, 2], new Shape(2));
        AutoPeft.Tensors.Operations.Tensor kept;
        using (Engine.StepScope())
        {
            using (var inner = Engine.LocalScope())
            {
                kept = inner.Keep(x.Scale(2));
            }

            Assert.Equal([2, 4], kept.ToArray());
        }

        Assert.ThrowsAny<ObjectDisposedException>(() => kept.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_backward_pass_goes_through_local_scopes(bool inStep)
    {
        using var step = inStep ? Engine.StepScope() : null;
        using var x = Engine.Parameter([1, 2], new Shape(2));
        var hidden = x.Scale(1);
        for (var layer = 0; layer < 3; layer++)
        {
            using var scope = Engine.LocalScope();
            var square = hidden.Multiply(hidden);
            hidden = scope.Keep(square.Scale(0.5f).Add(x));
        }

        hidden.Sum().Backward();

        Assert.Equal(Expected(1), x.Gradient!.ToArray()[0], 1e-4f);
        Assert.Equal(Expected(2), x.Gradient!.ToArray()[1], 1e-2f); // derivatives of thousands in 32-bit floats

        // h₀ = x, hₖ₊₁ = hₖ² / 2 + x
        static float Expected(float x)
        {
            var (value, slope) = (x, 1f);
            for (var layer = 0; layer < 3; layer++)
            {
                (value, slope) = ((value * value / 2) + x, (value * slope) + 1);
            }

            return slope;
        }
    }

    [Fact]
    public void Leaves_and_their_gradients_survive_the_scope()
    {
        AutoPeft.Tensors.Operations.Tensor x;
        using (Engine.StepScope())
        {
            x = Engine.Parameter([1, 2], new Shape(2));
            x.Scale(2).Sum().Backward();
        }

        Assert.Equal([1, 2], x.ToArray());
        Assert.Equal([2, 2], x.Gradient!.ToArray());
    }

    [Fact]
    public void A_result_disposed_early_still_takes_part_in_backward()
    {
        using var scope = Engine.StepScope();
        using var x = Engine.Parameter([1, 2], new Shape(2));
        var square = x.Multiply(x);
        var loss = square.Multiply(square).Sum();

        square.Dispose();
        loss.Backward();

        Assert.Equal([4, 32], x.Gradient!.ToArray());
    }

    [Fact]
    public void Memory_used_again_does_not_disturb_a_step()
    {
        using var x = Constant(Operand.Normal(1, 33, 20));
        using var weight = Parameter(Operand.Normal(2, 20, 20));
        var gradients = Enumerable.Range(0, 3).Select(_ =>
        {
            using var scope = Engine.StepScope();
            weight.ClearGradient();
            x.Linear(weight).Gelu().Linear(weight).Add(x).Softmax().Multiply(x).Sum().Backward();
            return weight.Gradient!.ToArray();
        }).ToArray();

        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);
    }
}
