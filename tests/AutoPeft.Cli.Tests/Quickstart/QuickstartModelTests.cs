using System.Collections.Immutable;
using AutoPeft.Cli.Quickstart;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.Shapes;

namespace AutoPeft.Cli.Tests.Quickstart;

public sealed class QuickstartModelTests
{
    [Fact]
    public void It_is_small_enough_to_ship() =>
        Assert.InRange(
            new DirectoryInfo(QuickstartModel.Folder).GetFiles().Sum(file => file.Length), 1_000_000, 12_000_000);

    [Theory]
    [InlineData("gets or sets a [MASK] that indicates whether the object is read - only.", "value")]
    [InlineData("true if the two objects are [MASK]; otherwise, false.", "equal")]
    [InlineData("initializes a new [MASK] of the class.", "instance")]
    public void It_fills_the_gap(string text, string word)
    {
        using var engine = new ManagedEngine();
        using var folder = HuggingFaceFolder.Open(QuickstartModel.Folder);
        using var model = BertModel.Load(engine, folder, trainable: false);
        var tokenizer = WordPieceTokenizer.Load(QuickstartModel.Folder);

        var tokens = tokenizer.Encode(text, second: null, maximumLength: 48);
        var batch = new TokenBatch(tokens.Ids, tokens.Segments, [tokens.Length]);
        var hidden = model.Encode(batch, ForwardContext.Evaluation); // [1, T, C]
        var logits = Decode(engine, folder, hidden.SelectToken(tokens.Ids.IndexOf(tokenizer.MaskId))).ToArray(); // [V]

        Assert.Equal(word, tokenizer.Vocabulary.Tokens[logits.IndexOf(logits.Max())]);
    }

    // The masked language head as Hugging Face has it: dense, GELU, norm, word embeddings, bias.
    private static Tensor Decode(ManagedEngine engine, HuggingFaceFolder folder, Tensor state)
    {
        using var file = SafetensorsFile.Open(Path.Combine(folder.Path, "model.safetensors"));

        return state
            .Linear(Read("cls.predictions.transform.dense.weight"), Read("cls.predictions.transform.dense.bias"))
            .Gelu()
            .LayerNorm(
                Read("cls.predictions.transform.LayerNorm.weight"),
                Read("cls.predictions.transform.LayerNorm.bias"),
                epsilon: 1e-12f)
            .Linear(Read("bert.embeddings.word_embeddings.weight"), Read("cls.predictions.bias"));

        Tensor Read(string name) => engine.Constant(file.Read(name), ShapeOf(file.Find(name)!));
    }

    private static Shape ShapeOf(TensorEntry entry) =>
        entry.Extents is [var rows, var columns]
            ? new Shape((int)rows, (int)columns)
            : new Shape((int)entry.Extents[0]);
}
