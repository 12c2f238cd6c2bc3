using System.Collections.Immutable;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Tests.Placement;

public sealed class PeftConfigJsonTests
{
    [Fact]
    public void All_faults_of_a_document_are_reported_with_their_place()
    {
        const string Json = """
            {"modules": [
              {"method": "lora", "layers": [0], "rank": 4, "alpah": 8},
              {"method": "lora", "layers": [], "rank": 0.5, "targets": ["querry"]},
              {"method": "nothing", "layers": [1]},
              {"method": "prefix_tuning", "layers": [-1]}
            ], "version": 1}
            """;

        var faults = Faults(Json);

        Assert.Equal(
            [
                "r.json: version",
                "r.json: modules[0]",
                "r.json: modules[1].layers",
                "r.json: modules[1]",
                "r.json: modules[1]",
                "r.json: modules[2]",
                "r.json: modules[3].layers",
                "r.json: modules[3]",
            ],
            faults.Select(fault => fault.Place.Source));
    }

    [Fact]
    public void A_misspelt_setting_is_named_with_the_right_ones()
    {
        var fault = Assert.Single(Faults("""{"modules": [{"method": "lora", "layers": [0], "rank": 4, "alpah": 8}]}"""));

        Assert.Equal("lora has no setting 'alpah'.", fault.Message);
        Assert.Contains("alpha", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_json_is_reported_with_line_and_column()
    {
        var fault = Assert.Single(Faults("{\"modules\": [\n  {\"method\": }\n]}"));

        Assert.Equal(2, fault.Place.Line);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"modules": {}}""")]
    [InlineData("null")]
    public void Another_document_is_not_a_configuration(string json) => Assert.NotEmpty(Faults(json));

    [Fact]
    public void A_setting_given_twice_is_a_fault()
    {
        Assert.Single(Faults("""{"modules": [{"method": "lora", "layers": [0], "rank": 4, "rank": 8}]}"""));
    }

    [Fact]
    public void A_module_of_size_0_is_left_out()
    {
        const string Json = """{"modules": [{"method": "lora", "layers": [0], "rank": 0}]}""";

        Assert.Equal(PeftConfig.Empty, PeftConfig.FromJson(Json, "r.json"));
    }

    private static ImmutableArray<Fault> Faults(string json) =>
        Assert.Throws<InvalidInputException>(() => PeftConfigJson.Read(json, "r.json", MethodRegistry.BuiltIn)).Faults;
}
