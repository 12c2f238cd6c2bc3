using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Bench.Tests.Training.Sweeps;

public sealed class SweepBoundTests
{
    [Fact]
    public void Nothing_can_be_saved_below_the_first_layer_and_less_than_all_above_it()
    {
        using var folder = new TemporaryFolder();
        var study = SmallStudy.Write(folder);

        var lowest = SweepBound.Of(study, [Lora("layer.0", "layer.1", "layer.2")], measured: 0.5);
        var highest = SweepBound.Of(study, [Lora("layer.2")], measured: 0.5);

        Assert.Equal(1, lowest.Stored);
        Assert.InRange(highest.Stored, 1.1, highest.FreeForward);
        Assert.True(lowest.FreeForward < highest.FreeForward); // less of a backward pass remains
    }

    private static Configuration Lora(params string[] layers) => new(
    [
        .. Enumerable.Range(0, 3).Select(layer => $"layer.{layer}")
            .Select(name => KeyValuePair.Create(name, ParameterValue.Of(layers.Contains(name)))),
        KeyValuePair.Create("lora.rank", ParameterValue.Of(2)),
        KeyValuePair.Create("serial_adapter.bottleneck_size", ParameterValue.Of(0)),
        KeyValuePair.Create("prefix_tuning.prefix_length", ParameterValue.Of(0)),
    ]);
}
