using System.Globalization;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class DataShareTests
{
    private static readonly TextDataset Data = Of(Enumerable.Range(0, 100));

    [Theory]
    [InlineData(1, 100)]
    [InlineData(0.333333, 34)]
    [InlineData(0.111, 12)]
    [InlineData(0.12, 12)]
    [InlineData(0.001, 1)]
    public void A_share_is_rounded_up(double share, int expected) => Assert.Equal(expected, DataShare.RowsOf(Data, share, seed: 0).Distinct().Count());

    [Fact]
    public void A_larger_share_has_the_rows_of_a_smaller_one()
    {
        var shares = new[] { 0.05, 0.2, 0.5, 1 }.Select(share => DataShare.RowsOf(Data, share, seed: 3)).ToArray();

        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.Subset(pair.Second.ToHashSet(), pair.First.ToHashSet()));
        Assert.All(shares, rows => Assert.Equal(rows.Order(), rows));
    }

    [Fact]
    public void The_rows_are_chosen_by_their_texts_and_the_seed()
    {
        var reversed = Of(Enumerable.Range(0, 100).Reverse());

        var rows = DataShare.RowsOf(Data, 0.3, seed: 1);
        Assert.Equal(Texts(Data, rows).Order(), Texts(reversed, DataShare.RowsOf(reversed, 0.3, seed: 1)).Order());
        Assert.NotEqual(rows, DataShare.RowsOf(Data, 0.3, seed: 2));
    }

    private static TextDataset Of(IEnumerable<int> numbers) =>
        new([.. numbers.Select(number => new TextExample(number.ToString(CultureInfo.InvariantCulture), null, number % 2))], ["even", "odd"]);

    private static IEnumerable<string> Texts(TextDataset data, IEnumerable<int> rows) => rows.Select(row => data.Examples[row].Text);
}
