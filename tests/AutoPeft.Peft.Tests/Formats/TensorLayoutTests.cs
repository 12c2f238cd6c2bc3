using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Formats;

namespace AutoPeft.Peft.Tests.Formats;

public sealed class TensorLayoutTests
{
    private static readonly TensorLayout Layout = new("table", new(2, 5), [new("left", new(2, 2)), new("right", new(2, 3))]);

    private static readonly TensorData[] Own =
    [
        new("left", new(2, 2), new float[] { 1, 2, 3, 4 }),
        new("right", new(2, 3), new float[] { 5, 6, 7, 8, 9, 10 }),
    ];

    [Fact]
    public void Columns_stand_side_by_side()
    {
        var packed = Layout.Pack(Own.ToDictionary(tensor => tensor.Name));

        Assert.Equal([1, 2, 5, 6, 7, 3, 4, 8, 9, 10], packed.Values.ToArray());
        Assert.Equal("table [2, 5]", $"{packed.Name} {packed.Shape}");
    }

    [Fact]
    public void Unpacking_undoes_packing()
    {
        var back = Layout.Unpack(Layout.Pack(Own.ToDictionary(tensor => tensor.Name)).Values).ToArray();

        Assert.All(Own.Zip(back), pair =>
        {
            Assert.Equal(pair.First.Name, pair.Second.Name);
            Assert.Equal(pair.First.Values.ToArray(), pair.Second.Values.ToArray());
        });
    }
}
