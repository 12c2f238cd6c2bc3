using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Tests.Model;

public sealed class AppendOnlyTests
{
    [Fact]
    public void Two_lists_that_grow_from_one_do_not_see_each_other()
    {
        var first = new AppendOnly<int>().With([1, 2]);
        var (left, right) = (first.With([3]), first.With([4, 5]));

        Assert.Equal([1, 2], first);
        Assert.Equal([1, 2, 3], left);
        Assert.Equal([1, 2, 4, 5], right);
        Assert.Equal(5, right[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => first[2]);
    }

    [Fact]
    public void Many_small_steps_give_all_items_in_order()
    {
        var list = new AppendOnly<int>();
        for (var i = 0; i < 1000; i++)
        {
            list = list.With([i]);
        }

        Assert.Equal(Enumerable.Range(0, 1000), list);
    }
}
