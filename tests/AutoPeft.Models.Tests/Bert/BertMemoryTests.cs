using AutoPeft.Models.Bert;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Models.Tests.Bert;

public sealed class BertMemoryTests
{
    [Fact]
    public void Evaluation_takes_the_memory_of_one_layer_whatever_the_number_of_layers()
    {
        var (few, many) = (BytesOfEvaluation(layers: 1), BytesOfEvaluation(layers: 6));

        // One result of the feed-forward block alone has 8 · 64 · 256 floats, half a megabyte.
        Assert.InRange(many - few, 0, 200_000);
    }

    private static long BytesOfEvaluation(int layers)
    {
        using var engine = new ManagedEngine(new ManagedEngineOptions(Threads: 1));
        using var model = BertModel.Create(engine, Config(layers), RandomKey.FromSeed(1));
        Evaluate(model, sequences: 1); // weights are packed at their first use

        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate(model, sequences: 8);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Evaluate(BertModel model, int sequences)
    {
        using var scope = model.Engine.StepScope();
        using var noGradient = model.Engine.NoGradient();
        var ids = new int[64 * sequences];
        model.Encode(new TokenBatch([.. ids], [.. ids], [.. Enumerable.Repeat(64, sequences)]), ForwardContext.Evaluation);
    }

    private static BertConfig Config(int layers) => new()
    {
        VocabularySize = 50,
        HiddenSize = 64,
        Layers = layers,
        Heads = 2,
        IntermediateSize = 256,
        MaximumLength = 64,
    };
}
