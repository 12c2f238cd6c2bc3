using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Tensors.Tests.Shapes;

public sealed class ShapeTests
{
    [Fact]
    public void A_scalar_is_the_default_shape()
    {
        Assert.Equal(default, new Shape([]));
        Assert.Equal(1, new Shape([]).Count);
        Assert.Equal("[]", default(Shape).ToString());
    }

    [Fact]
    public void Extents_count_from_either_end()
    {
        var shape = new Shape(2, 3, 4);

        Assert.Equal(24, shape.Count);
        Assert.Equal(3, shape[1]);
        Assert.Equal(4, shape[-1]);
        Assert.Equal(6, shape.Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[-4]);
    }

    [Fact]
    public void The_innermost_extent_can_be_replaced() => Assert.Equal(new Shape(2, 3, 9), new Shape(2, 3, 4).WithLast(9));

    [Fact]
    public void Shapes_have_at_most_four_axes_and_no_negative_extent()
    {
        Assert.Throws<ArgumentException>(() => new Shape(1, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shape(2, -1));
    }

    [Fact]
    public void A_shape_ends_with_its_trailing_part()
    {
        Assert.True(new Shape(2, 3, 4).EndsWith(new Shape(3, 4)));
        Assert.True(new Shape(2, 3, 4).EndsWith(default));
        Assert.False(new Shape(2, 3, 4).EndsWith(new Shape(2, 4)));
        Assert.False(new Shape(4).EndsWith(new Shape(3, 4)));
    }

    [Fact]
    public void Too_many_elements_are_refused() => Assert.Throws<OverflowException>(() => new Shape(65536, 65536).Count);
}
