using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Llama;

namespace AutoPeft.Models.Tests.Llama;

public sealed class RotaryFrequenciesTests
{
    [Fact]
    public void Each_pair_turns_slower_than_the_one_before()
    {
        Assert.Equal([1f, 0.1f], Read("""{ "rope_theta": 100.0 }"""));
        Assert.Equal([1f, 0.01f], Read("{ }"));
    }

    [Fact]
    public void Linear_scaling_divides_every_frequency() =>
        Assert.Equal([0.25f, 0.025f], Read("""{ "rope_theta": 100.0, "rope_scaling": { "type": "linear", "factor": 4.0 } }"""));

    [Fact]
    public void Llama_3_stretches_long_waves_and_keeps_short_ones()
    {
        const string Scaling = """
            { "rope_parameters": { "rope_theta": 1e8, "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
              "high_freq_factor": 4.0, "original_max_position_embeddings": 8192 } }
            """;

        Assert.Equal([1f, 1e-4f / 8], Read(Scaling)); // a wave of 2π positions, and one of 62,832
    }

    [Fact]
    public void Another_scaling_is_refused()
    {
        var faults = new ConfigReader(default, "config.json");
        var json = JsonDocument.Parse("""{ "rope_scaling": { "rope_type": "yarn" } }""").RootElement;

        RotaryFrequencies.Read(json, "config.json", (faults, 4));

        Assert.Throws<Primitives.Faults.InvalidInputException>(faults.ThrowIfAny);
    }

    private static float[] Read(string json) =>
        [.. RotaryFrequencies.Read(JsonDocument.Parse(json).RootElement, "config.json", (new(default, "config.json"), 4))];
}
