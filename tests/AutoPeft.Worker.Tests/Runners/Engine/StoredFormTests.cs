using AutoPeft.Models.Checkpoints;
using AutoPeft.TestKit.Peft;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Worker.Tests.Runners.Engine;

public sealed class StoredFormTests
{
    private static readonly TensorData Weight = new("bert.encoder.layer.0.attention.self.query.weight", new(2, 3), new float[] { 1, 2, 3, 4, 5, 6 });

    [Fact]
    public void What_a_family_stores_transposed_is_written_transposed()
    {
        var shape = ModelShapes.BertTiny with
        {
            Modules = [.. ModelShapes.BertTiny.Modules.Select(module => module with { IsStoredTransposed = true })],
        };

        var stored = StoredForm.Of(Weight, shape);

        Assert.Equal("[3, 2]", stored.Shape.ToString());
        Assert.Equal([1, 4, 2, 5, 3, 6], stored.Values.ToArray());
    }

    [Fact]
    public void Everything_else_is_written_as_it_is()
    {
        Assert.Same(Weight, StoredForm.Of(Weight, ModelShapes.BertTiny));
        Assert.Equal("other", StoredForm.Of(Weight with { Name = "other" }, ModelShapes.BertTiny).Name);
    }
}
