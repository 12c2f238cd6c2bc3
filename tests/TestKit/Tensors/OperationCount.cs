namespace AutoPeft.TestKit.Tensors;

/// <summary>The floating-point operations that tensors of a <see cref="CountingEngine"/> were asked for, forward only.</summary>
public sealed class OperationCount
{
    /// <summary>Operations of matrix products and of attention, a multiply-add being two.</summary>
    public long Products { get; private set; }

    /// <summary>Numbers that all other arithmetic gave, one operation each: sums, products element by element, activations, norms.</summary>
    public long Elementwise { get; private set; }

    internal void Product(long rows, long depth, long columns) => Products += 2 * rows * depth * columns;

    internal void Elements(long count) => Elementwise += count;
}
