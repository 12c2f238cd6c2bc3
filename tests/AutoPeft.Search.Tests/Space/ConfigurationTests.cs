using System.Text.Json;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Tests.Space;

public sealed class ConfigurationTests
{
    [Fact]
    public void The_order_of_the_values_does_not_matter()
    {
        var one = Configuration.FromJson("""{ "b": 1e0, "a": "x", "c": true }""");
        var other = Configuration.FromJson("""{"c":true,"a":"x","b":1}""");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.Hash, other.Hash);
        Assert.Equal("""{"a":"x","b":1,"c":true}""", one.ToJson());
    }

    [Fact]
    public void The_hash_never_changes_between_versions() =>
        Assert.Equal("8cf9217c4aa7ef81db37e09131030800", Configuration.FromJson("""{"a":"x","b":0.1,"c":true}""").Hash);

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":true}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    public void What_differs_in_kind_name_or_number_is_different(string left, string right) =>
        Assert.NotEqual(Configuration.FromJson(left), Configuration.FromJson(right));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-300)]
    [InlineData(123456789012345.67)]
    [InlineData(-5e-324)]
    public void Numbers_come_back_bit_for_bit(double number)
    {
        var configuration = Configuration.Empty.With("x", ParameterValue.Of(number));

        Assert.Equal(number, Configuration.FromJson(configuration.ToJson())["x"].AsNumber);
    }

    [Fact]
    public void Text_with_quotes_and_other_scripts_comes_back()
    {
        var configuration = Configuration.Empty.With("n\"\\ä", ParameterValue.Of("\"</script>\u2028日本"));

        Assert.Equal(configuration, Configuration.FromJson(configuration.ToJson()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1e999}")]
    public void Other_json_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Configuration.FromJson(json));

    [Fact]
    public void Replacing_and_removing_leave_the_original_alone()
    {
        var original = Configuration.FromJson("""{"a":1,"b":2}""");

        Assert.Equal("""{"a":3,"b":2}""", original.With("a", ParameterValue.Of(3)).ToJson());
        Assert.Equal("""{"b":2}""", original.Without("a").ToJson());
        Assert.Equal("""{"a":1,"b":2}""", original.ToJson());
    }

    [Fact]
    public void Negative_zero_is_zero() => Assert.Equal("""{"a":0}""", Configuration.Empty.With("a", ParameterValue.Of(-0.0)).ToJson());
}
