using AutoPeft.Dashboard.Model.Placement;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Tests.Model.Placement;

public sealed class PlacementMapTests
{
    private static readonly Configuration[] Configurations =
    [
        Configuration.FromJson("""{"layer.0":true,"layer.1":false,"lora.rank":8,"learning_rate":0.1}"""),
        Configuration.FromJson("""{"layer.0":true,"layer.1":true,"lora.rank":0,"prefix_tuning.prefix_length.1":4}"""),
        Configuration.FromJson("""{"layer.0":false,"layer.1":true,"lora.rank":2}"""),
    ];

    [Fact]
    public void Shares_effects_and_sizes_follow_from_where_modules_are()
    {
        // The third trial is dominated by the first.
        var map = PlacementMap.Of(SampleViews.Of(Configurations, (0.9, 10), (0.95, 20), (0.5, 30)));
        var lora = map.Rows.Single(row => row.Method == "lora").Cells;

        Assert.Equal(2, map.Layers);
        Assert.Equal((0.5, 1.0 / 3, 8.0), (lora[0].OnFront, lora[0].InAll, lora[0].MeanSize));
        Assert.Equal(0.0, lora[1].OnFront);
        Assert.Equal(0.9 - ((0.95 + 0.5) / 2), lora[0].Effect!.Value, 9);
        Assert.Equal(0.5, map.Rows.Single(row => row.Method == "prefix_tuning").Cells[1].OnFront);
    }

    [Theory]
    [InlineData("""{"lora.rank.0-1":4}""", "lora@0:4 lora@1:4")]
    [InlineData("""{"lora.rank.0":4,"lora.rank.1":0,"lora.alpha":16}""", "lora@0:4")]
    [InlineData("""{"layer.0-1":false,"lora.rank":4}""", "")]
    [InlineData("""{"learning_rate":0.1}""", "")]
    public void Names_of_parameters_say_where_modules_are(string configuration, string modules) => Assert.Equal(
        modules,
        string.Join(' ', PlacementReader.ModulesOf(Configuration.FromJson(configuration), 2).Select(module => $"{module.Method}@{module.Layer}:{module.Size}")));
}
