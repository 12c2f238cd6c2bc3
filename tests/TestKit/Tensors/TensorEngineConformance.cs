using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;
using Xunit;

namespace AutoPeft.TestKit.Tensors;

/// <summary>What every tensor engine must do. Derived once per engine; each partial file is one family of operations.</summary>
public abstract partial class TensorEngineConformance : IDisposable
{
    private readonly Lazy<ITensorEngine> _engine;

    protected TensorEngineConformance() => _engine = new(CreateEngine);

    protected ITensorEngine Engine => _engine.Value;

    private OperationCheck Check => new(Engine);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_leaf_gives_back_what_was_put_in()
    {
        using var leaf = Engine.Constant([1, 2, 3, 4, 5, 6], new Shape(2, 3));

        Assert.Equal(new Shape(2, 3), leaf.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], leaf.ToArray());
        Assert.False(leaf.RequiresGradient);
    }

    [Fact]
    public void A_leaf_can_be_overwritten()
    {
        using var leaf = Engine.Parameter([1, 2], new Shape(2));

        leaf.CopyFrom([3, 4]);

        Assert.Equal([3, 4], leaf.ToArray());
    }

    [Fact]
    public void An_overwritten_weight_is_used_from_then_on()
    {
        using var scope = Engine.StepScope();
        using var weight = Engine.Constant([1, 2], new Shape(1, 2));
        using var x = Engine.Constant([1, 1], new Shape(1, 2));
        Assert.Equal(3, x.Linear(weight).Item());

        weight.CopyFrom([5, 6]);

        Assert.Equal(11, x.Linear(weight).Item());
    }

    [Fact]
    public void A_scalar_has_one_element()
    {
        using var scalar = Engine.Constant([7], default);

        Assert.Equal(7, scalar.Item());
        Assert.Equal(1, scalar.Shape.Count);
    }

    protected abstract ITensorEngine CreateEngine();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _engine.IsValueCreated)
        {
            Engine.Dispose();
        }
    }

    private Tensor Parameter(Operand operand) => Engine.Parameter(operand.Floats, operand.Shape);

    private Tensor Constant(Operand operand) => Engine.Constant(operand.Floats, operand.Shape);
}
