using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class JsonLinesParserTests
{
    private readonly FaultLog _faults = new("data.jsonl");

    [Fact]
    public void Members_become_fields_in_the_order_of_the_first_object()
    {
        var table = JsonLinesParser.Parse("data.jsonl", "{\"text\":\"a\",\"label\":1}\n{\"label\":true,\"text\":\"b\"}\n", _faults)!;

        Assert.Equal(["text", "label"], table.Columns);
        Assert.Equal(["a", "1"], table.Rows[0].Fields);
        Assert.Equal(["b", "true"], table.Rows[1].Fields);
    }

    [Fact]
    public void Absent_members_and_values_that_are_no_text_are_null()
    {
        var table = JsonLinesParser.Parse("data.jsonl", "{\"text\":\"a\",\"label\":[1]}\n{\"text\":null}", _faults)!;

        Assert.Equal(["a", null], table.Rows[0].Fields);
        Assert.Equal([null, null], table.Rows[1].Fields);
    }

    [Fact]
    public void What_is_not_JSON_is_named_by_its_byte()
    {
        JsonLinesParser.Parse("data.jsonl", "{\"text\":\"a\"}\n{\"text\": oops}", _faults);

        Assert.Equal("The line is not JSON from its byte 10 on.", Assert.Single(_faults.Faults()).Message);
    }

    [Theory]
    [InlineData("{\"text\":\"a\"}\n{\"text\":", 2)]
    [InlineData("[1]\n{\"text\":\"a\"}", 1)]
    [InlineData("{\"text\":\"a\"}\n\n{\"text\":\"b\"}", 2)]
    public void A_line_that_is_no_object_is_a_fault(string text, int line)
    {
        JsonLinesParser.Parse("data.jsonl", text, _faults);

        Assert.Equal(line, Assert.Single(_faults.Faults()).Place.Line);
    }
}
