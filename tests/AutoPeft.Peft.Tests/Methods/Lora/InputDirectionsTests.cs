using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Tests.Methods.Lora;

public sealed class InputDirectionsTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });

    [Fact]
    public void A_starts_from_the_directions_in_which_the_inputs_vary_most()
    {
        using var input = Input();
        var (a, b) = (_engine.Parameter(new float[3], new(1, 3)), _engine.Parameter(new float[2], new(2, 1)));

        new InputDirections("test").Take(input, a, b);

        var found = a.ToArray();
        Assert.Equal(1, Math.Abs(found[1]), 1e-3);
        Assert.Equal(0, found[0], 1e-1);
        Assert.Equal(0, found[2], 1e-1);
    }

    [Fact]
    public void Only_the_first_batch_counts()
    {
        using var input = Input();
        var directions = new InputDirections("test");
        var (a, b) = (_engine.Parameter(new float[3], new(1, 3)), _engine.Parameter(new float[2], new(2, 1)));
        directions.Take(input, a, b);
        a.CopyFrom([7, 8, 9]);

        directions.Take(input, a, b);

        Assert.Equal([7, 8, 9], a.ToArray());
    }

    [Fact]
    public void A_training_that_is_taken_up_again_keeps_what_it_has_learned()
    {
        using var input = Input();
        var (a, b) = (_engine.Parameter([1, 2, 3], new(1, 3)), _engine.Parameter([0, 0.5f], new(2, 1)));

        new InputDirections("test").Take(input, a, b);

        Assert.Equal([1, 2, 3], a.ToArray());
    }

    [Fact]
    public void Fewer_tokens_than_directions_leave_no_direction_empty()
    {
        using var input = _engine.Constant([0, 2, 0], new(1, 1, 3));
        var (a, b) = (_engine.Parameter(new float[9], new(3, 3)), _engine.Parameter(new float[6], new(2, 3)));

        new InputDirections("test").Take(input, a, b);

        Assert.All(Enumerable.Range(0, 3), row => Assert.Contains(a.ToArray()[(3 * row)..(3 * (row + 1))], value => value != 0));
    }

    public void Dispose() => _engine.Dispose();

    // Four tokens that differ most along the second axis.
    private Tensor Input() => _engine.Constant([0.1f, 3, 0, 0, -2.5f, 0.1f, -0.1f, 2, 0.05f, 0, -3, -0.1f], new(1, 4, 3));
}
