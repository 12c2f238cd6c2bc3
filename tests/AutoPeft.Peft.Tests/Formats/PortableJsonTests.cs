using System.Text;
using System.Text.Json.Nodes;
using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Tests.Formats;

public sealed class PortableJsonTests
{
    [Fact]
    public void Keys_are_sorted_at_every_depth_and_lines_end_with_lf()
    {
        var content = new JsonObject { ["b"] = new JsonObject { ["z"] = 1, ["a"] = null }, ["a"] = new JsonArray(true) };

        Assert.Equal("{\n  \"a\": [\n    true\n  ],\n  \"b\": {\n    \"a\": null,\n    \"z\": 1\n  }\n}\n", Encoding.UTF8.GetString(PortableJson.Write(content)));
    }

    [Theory]
    [InlineData(4, "4.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(-2.5, "-2.5")]
    public void Floats_look_like_floats(double value, string expected) =>
        Assert.Equal(expected, PortableJson.Float(value).ToJsonString());

    [Theory]
    [InlineData(4, "4")]
    [InlineData(4.5, "4.5")]
    public void Numbers_are_whole_where_they_can_be(double value, string expected) =>
        Assert.Equal(expected, PortableJson.Number(value).ToJsonString());
}
