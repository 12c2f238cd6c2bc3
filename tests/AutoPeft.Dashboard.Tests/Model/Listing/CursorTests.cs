using AutoPeft.Dashboard.Model.Listing;

namespace AutoPeft.Dashboard.Tests.Model.Listing;

public sealed class CursorTests
{
    [Fact]
    public void Pages_together_hold_everything_once()
    {
        var names = Enumerable.Range(0, 25).Select(i => $"n{i * 7 % 25:00}").ToArray();
        var (seen, after) = (new List<string>(), (string?)string.Empty);
        while (after is not null)
        {
            var page = Cursor.Page(names, name => name, after, 4);
            Assert.Equal(25, page.Matching);
            seen.AddRange(page.Items);
            after = page.Next;
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public void What_is_added_or_removed_meanwhile_moves_nothing()
    {
        var next = Cursor.Page(["b", "d", "f", "h"], name => name, string.Empty, 2).Next!;

        Assert.Equal(["f", "h"], Cursor.Page(["a", "b", "f", "h"], name => name, next, 2).Items);
    }

    [Fact]
    public void The_last_page_has_no_next_and_a_page_has_at_least_one_item()
    {
        Assert.Null(Cursor.Page(["a", "b"], name => name, string.Empty, 2).Next);
        Assert.Null(Cursor.Page(["a", "b"], name => name, "zz", 2).Next);
        Assert.Single(Cursor.Page(["a", "b"], name => name, string.Empty, -5).Items);
        Assert.Empty(Cursor.Page(Array.Empty<string>(), name => name, string.Empty, 2).Items);
    }

    [Fact]
    public void Keys_order_as_what_they_are_made_of()
    {
        double[] numbers = [double.NegativeInfinity, -1e300, -2, -1e-9, 0, 1e-300, 0.5, 3, double.PositiveInfinity];
        var (early, late) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(50));

        Assert.Equal(numbers, numbers.Reverse().OrderBy(number => Cursor.Rising(number, 1), StringComparer.Ordinal));
        Assert.True(string.CompareOrdinal(Cursor.Rising(early, "z"), Cursor.Rising(late, "a")) < 0);
        Assert.True(string.CompareOrdinal(Cursor.Falling(late, "z"), Cursor.Falling(early, "a")) < 0);
        Assert.True(string.CompareOrdinal(Cursor.Falling(10, "z"), Cursor.Falling(9, "a")) < 0);
        Assert.True(string.CompareOrdinal(Cursor.Falling(9, "a"), Cursor.Falling(9, "z")) < 0);
    }
}
