using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class CsvParserTests
{
    private readonly FaultLog _faults = new("data.csv");

    [Theory]
    [InlineData("a,b", new[] { "a", "b" })]
    [InlineData("a,", new[] { "a", "" })]
    [InlineData("\"a,b\",c\n", new[] { "a,b", "c" })]
    [InlineData("\"say \"\"hi\"\"\",c\r\n", new[] { "say \"hi\"", "c" })]
    [InlineData("\"two\nlines\",c", new[] { "two\nlines", "c" })]
    [InlineData("\"\",c", new[] { "", "c" })]
    [InlineData(" a , b ", new[] { " a ", " b " })]
    public void Fields_are_read_as_RFC_4180_says(string text, string[] expected)
    {
        Assert.Equal(expected, Assert.Single(CsvParser.Parse(text, _faults)).Fields);
        Assert.Empty(_faults.Faults());
    }

    [Fact]
    public void A_row_after_a_field_of_two_lines_has_the_right_line()
    {
        var rows = CsvParser.Parse("\"x\ny\",1\nz,2\r\nw,3", _faults).ToArray();

        Assert.Equal([1, 3, 4], rows.Select(row => row.Line));
        Assert.Equal(["z", "2"], rows[1].Fields);
    }

    [Theory]
    [InlineData("a\"b,c\nd,e", 1, "inside an unquoted field")]
    [InlineData("d,e\n\"a\"b,c\nf,g", 2, "follows the closing")]
    [InlineData("d,e\nf,\"g\n\nh", 2, "no closing")]
    public void Broken_quoting_is_a_fault_with_its_line(string text, int line, string message)
    {
        var rows = CsvParser.Parse(text, _faults).ToArray();

        var fault = Assert.Single(_faults.Faults());
        Assert.Equal(line, fault.Place.Line);
        Assert.Contains(message, fault.Message);
        Assert.Contains(rows, row => row.Fields is ["d", "e"]);
    }

    [Fact]
    public void Every_broken_row_is_reported()
    {
        Assert.Single(CsvParser.Parse("a\"\nok\nb\"\n", _faults).ToArray());

        Assert.Equal([1, 3], _faults.Faults().Select(fault => fault.Place.Line));
    }
}
