using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class TableTests
{
    private readonly FaultLog _faults = new("data.tsv");

    [Theory]
    [InlineData("label", 1)]
    [InlineData("1", 0)]
    [InlineData("2", 2)]
    [InlineData("3", 2)]
    public void A_column_is_found_by_name_and_otherwise_by_number_from_1(string column, int index)
    {
        var table = new Table("data.tsv", ["text", "label", "2"], []);

        Assert.Equal(index, table.Find(column, _faults));
    }

    [Fact]
    public void Without_header_columns_have_numbers_only()
    {
        var table = new Table("data.tsv", [], [new TableRow(1, ["gj04", "1"])]);

        Assert.Equal(1, table.Find("2", _faults));
        Assert.Equal(-1, table.Find("gj04", _faults));
        Assert.Contains("from 1 to 2", Assert.Single(_faults.Faults()).Remedy);
    }

    [Fact]
    public void A_missing_column_lists_those_that_exist()
    {
        var table = new Table("data.tsv", ["text", "label"], []);

        Assert.Equal(-1, table.Find("lable", _faults));
        Assert.Contains("'text', 'label'", Assert.Single(_faults.Faults()).Remedy);
    }

    [Fact]
    public void A_name_that_two_columns_have_is_a_fault()
    {
        var table = new Table("data.tsv", ["text", "text"], []);

        Assert.Equal(-1, table.Find("text", _faults));
        Assert.Contains("Two columns", Assert.Single(_faults.Faults()).Message);
    }
}
