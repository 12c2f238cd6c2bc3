using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Bert;

public sealed class EncoderHeadTests : IDisposable
{
    private static readonly BertConfig Config = new()
    {
        VocabularySize = 20,
        HiddenSize = 32,
        Layers = 1,
        Heads = 2,
        IntermediateSize = 32,
        MaximumLength = 6,
    };

    private readonly ManagedEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_parameters_have_Hugging_Faces_names_and_shapes()
    {
        using var model = BertModel.Create(_engine, Config, default);
        using var head = model.CreateClassificationHead(3, default);

        Assert.Equal(
            [
                "bert.pooler.dense.weight [32, 32]", "bert.pooler.dense.bias [32]",
                "classifier.weight [3, 32]", "classifier.bias [3]",
            ],
            head.Parameters.Select(item => $"{item.Name} {item.Tensor.Shape}"));
        Assert.All(head.Parameters, item => Assert.True(item.Tensor.RequiresGradient));
    }

    [Fact]
    public void Without_a_stored_pooler_the_head_starts_small_and_random()
    {
        using var model = BertModel.Create(_engine, Config, default);
        using var head = model.CreateClassificationHead(2, RandomKey.FromSeed(1));
        using var again = model.CreateClassificationHead(2, RandomKey.FromSeed(1));

        var pooler = head.Parameters[0].Tensor.ToArray();
        Assert.InRange(Math.Sqrt(pooler.Average(value => value * value)), 0.018, 0.022);
        Assert.Equal(pooler, again.Parameters[0].Tensor.ToArray());
        Assert.All(head.Parameters[3].Tensor.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_stored_pooler_is_where_the_head_starts()
    {
        using var model = BertModel.Create(_engine, Config, default);
        using var trained = model.CreateClassificationHead(2, RandomKey.FromSeed(1));
        model.Save(_folder.Path, trained.Parameters, ElementType.F32);
        using var loaded = TransformerLoader.Load(_engine, _folder.Path, trainable: false);

        using var head = loaded.CreateClassificationHead(2, RandomKey.FromSeed(2));

        Assert.Equal(trained.Parameters[0].Tensor.ToArray(), head.Parameters[0].Tensor.ToArray());
        Assert.NotEqual(trained.Parameters[2].Tensor.ToArray(), head.Parameters[2].Tensor.ToArray());
    }

    [Fact]
    public void A_stored_pooler_is_kept_when_the_model_is_saved_again()
    {
        using var model = BertModel.Create(_engine, Config, default);
        using var trained = model.CreateClassificationHead(2, RandomKey.FromSeed(1));
        model.Save(_folder.File("a"), trained.Parameters, ElementType.F32);
        using var loaded = (BertModel)TransformerLoader.Load(_engine, _folder.File("a"), trainable: false);

        loaded.Save(_folder.File("b"), [], ElementType.F32);

        using var file = SafetensorsFile.Open(_folder.File("b/model.safetensors"));
        Assert.Equal(trained.Parameters[0].Tensor.ToArray(), file.Read("bert.pooler.dense.weight"));
        Assert.Null(file.Find("classifier.weight"));
    }

    [Fact]
    public void The_pooled_vector_is_dropped_in_training_only()
    {
        using var model = BertModel.Create(_engine, Config with { HiddenDropout = 0, ClassifierDropout = 0.5f }, default);
        using var head = model.CreateClassificationHead(2, RandomKey.FromSeed(1));
        using var scope = _engine.StepScope();
        var batch = new TokenBatch([2, 3], [0, 0], [2]);
        var hidden = model.Encode(batch, ForwardContext.Evaluation);
        var training = new ForwardContext(ModelExtensions.None, Training: true, RandomKey.FromSeed(3));

        Assert.NotEqual(
            head.Logits(hidden, batch, ForwardContext.Evaluation).ToArray(), head.Logits(hidden, batch, training).ToArray());
    }

    [Fact]
    public void One_class_is_refused()
    {
        using var model = BertModel.Create(_engine, Config, default);

        Assert.Throws<ArgumentOutOfRangeException>(() => model.CreateClassificationHead(1, default));
    }
}
