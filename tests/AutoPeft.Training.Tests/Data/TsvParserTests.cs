using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class TsvParserTests
{
    [Fact]
    public void Quotation_marks_are_text()
    {
        var row = Assert.Single(TsvParser.Parse("\"a\tb\"\n"));

        Assert.Equal(["\"a", "b\""], row.Fields);
    }

    [Fact]
    public void Windows_line_ends_are_not_part_of_the_last_field()
    {
        var rows = TsvParser.Parse("a\tb\r\nc\td\r\n").ToArray();

        Assert.Equal(["a", "b"], rows[0].Fields);
        Assert.Equal(["c", "d"], rows[1].Fields);
    }

    [Fact]
    public void Empty_lines_count_in_the_middle_but_not_at_the_end()
    {
        var rows = TsvParser.Parse("a\n\nb\n\n\n").ToArray();

        Assert.Equal([1, 2, 3], rows.Select(row => row.Line));
    }

    [Fact]
    public void Empty_fields_are_kept()
    {
        Assert.Equal(["gj04", "1", "", "text"], TsvParser.Parse("gj04\t1\t\ttext").Single().Fields);
    }
}
