using System.Text.Json.Nodes;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class ConfigurationTextTests
{
    [Theory]
    [InlineData("""{"learning_rate":0.0005}""", "lr 0.0005")]
    [InlineData("""{"lora.rank":8,"serial_adapter.bottleneck_size":0}""", "lora 8")]
    [InlineData("""{"layer.0":true,"layer.1":true,"lora.rank":8}""", "all layers; lora 8")]
    [InlineData("""{"layer.0":1,"layer.1":0,"layer.2":1,"layer.3":1}""", "layers 0, 2-3")]
    [InlineData("""{"layer.0":0,"layer.1":0,"layer.10":1,"layer.2":0}""", "layer 10")]
    [InlineData("""{"layer.0-1":true,"layer.2-3":true,"layer.4-5":false}""", "layers 0-3")]
    [InlineData("""{"lora.rank.0":4,"lora.rank.1":0,"lora.alpha":16}""", "lora alpha 16, rank 4/0")]
    [InlineData("""{"layer.0":false}""", "no layer")]
    [InlineData("""{"lora.rank":0,"lora.targets":"query+value","ia3.present":1}""", "ia3 1")]
    [InlineData("""{"lora.rank.0":0,"lora.rank.1":2,"lora.alpha":16}""", "lora alpha 16, rank 0/2")]
    [InlineData("""{"mine.rank":0,"mine.kind":"x"}""", "mine x")]
    [InlineData("{}", "defaults")]
    public void Only_what_matters_is_said(string configuration, string text) =>
        Assert.Equal(text, ConfigurationText.Of(JsonNode.Parse(configuration)!.AsObject()));
}
