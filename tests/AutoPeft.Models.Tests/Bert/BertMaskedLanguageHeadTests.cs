using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Bert;

public sealed class BertMaskedLanguageHeadTests : IDisposable
{
    private static readonly BertConfig Config = new()
    {
        VocabularySize = 20,
        HiddenSize = 16,
        Layers = 1,
        Heads = 2,
        IntermediateSize = 16,
        MaximumLength = 6,
    };

    private readonly ManagedEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Only_the_asked_tokens_are_decoded()
    {
        using var model = BertModel.Create(_engine, Config, default);
        using var head = BertMaskedLanguageHead.Create(model, default);
        using var scope = _engine.StepScope();
        var batch = new TokenBatch([2, 5, 6, 3, 2, 7, 8, 3], [.. new int[8]], [4, 4]);
        var hidden = model.Encode(batch, ForwardContext.Evaluation);
        var all = head.Logits(hidden, [0, 1, 2, 3, 4, 5, 6, 7]).ToArray();

        var some = head.Logits(hidden, [6, 1]);

        Assert.Equal(new Shape(2, 20), some.Shape);
        Assert.All(
            all[120..140].Concat(all[20..40]).Zip(some.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void A_saved_masked_language_model_says_so_and_keeps_the_head_beside_the_tied_decoder()
    {
        using var folder = new TemporaryFolder();
        using var model = BertModel.Create(_engine, Config, default);
        using var head = BertMaskedLanguageHead.Create(model, default);

        model.Save(folder.Path, head.Parameters, ElementType.F16);

        using var saved = HuggingFaceFolder.Open(folder.Path);
        Assert.Equal("BertForMaskedLM", saved.Config.GetProperty("architectures")[0].GetString());
        Assert.Equal(
            [
                "cls.predictions.transform.dense.weight", "cls.predictions.transform.dense.bias",
                "cls.predictions.transform.LayerNorm.weight", "cls.predictions.transform.LayerNorm.bias", "cls.predictions.bias",
            ],
            saved.Entries.Select(entry => entry.Name).Where(name => name.StartsWith("cls.", StringComparison.Ordinal)));
    }
}
