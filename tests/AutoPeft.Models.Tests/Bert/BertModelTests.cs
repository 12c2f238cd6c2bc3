using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Bert;

public sealed class BertModelTests : IDisposable
{
    private static readonly BertConfig Config = new()
    {
        VocabularySize = 50,
        HiddenSize = 16,
        Layers = 2,
        Heads = 2,
        IntermediateSize = 32,
        MaximumLength = 6,
    };

    private static readonly TokenBatch Batch = new([2, 7, 3, 2, 3, 0], [0, 0, 0, 0, 0, 0], [3, 2]);

    private readonly ManagedEngine _engine = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_model_starts_as_BERT_does()
    {
        using var model = Create(seed: 1, Config with { VocabularySize = 1_000 });

        var words = Weight(model, "bert.embeddings.word_embeddings.weight");
        Assert.InRange(words.Average(), -0.001, 0.001); // 16,000 draws: the standard error is 0.00016
        Assert.InRange(Math.Sqrt(words.Average(value => value * value)), 0.0195, 0.0205);
        Assert.All(Weight(model, "bert.encoder.layer.1.output.LayerNorm.weight"), value => Assert.Equal(1, value));
        Assert.All(Weight(model, "bert.encoder.layer.1.output.LayerNorm.bias"), value => Assert.Equal(0, value));
        Assert.All(Weight(model, "bert.encoder.layer.0.attention.self.query.bias"), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Equal_keys_give_equal_weights_and_every_tensor_its_own()
    {
        using var first = Create(seed: 1);
        using var second = Create(seed: 1);
        using var other = Create(seed: 2);
        const string Query = "bert.encoder.layer.0.attention.self.query.weight";

        Assert.Equal(Weight(first, Query), Weight(second, Query));
        Assert.NotEqual(Weight(first, Query), Weight(other, Query));
        Assert.NotEqual(Weight(first, Query), Weight(first, "bert.encoder.layer.1.attention.self.query.weight"));
    }

    [Fact]
    public void A_shape_counts_the_weights_and_the_pooler()
    {
        using var model = Create(seed: 1);

        Assert.Equal(
            model.Shape.ParameterCount, model.Weights.Sum(item => item.Tensor.Shape.Count) + (16 * 16) + 16);
    }

    [Theory]
    [InlineData(ElementType.F32, 0)]
    [InlineData(ElementType.F16, 5e-4)]
    [InlineData(ElementType.BF16, 4e-3)]
    public void A_saved_model_is_loaded_with_its_weights(ElementType type, double relative)
    {
        using var model = Create(seed: 1);
        model.Save(_folder.Path, [], type);

        using var loaded = Load();

        Assert.Equal(Config, loaded.Config);
        Assert.Equal(model.Weights.Select(item => item.Name), loaded.Weights.Select(item => item.Name));
        foreach (var (expected, actual) in model.Weights.Zip(loaded.Weights))
        {
            Assert.All(
                expected.Tensor.ToArray().Zip(actual.Tensor.ToArray()),
                pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, (relative * Math.Abs(pair.First)) + 3e-8));
        }
    }

    [Fact]
    public void Saving_twice_gives_the_same_bytes()
    {
        using var model = Create(seed: 1);
        model.Save(_folder.File("a"), [], ElementType.F16);
        model.Save(_folder.File("b"), [], ElementType.F16);

        Assert.Equal(Bytes("a/model.safetensors"), Bytes("b/model.safetensors"));
        Assert.Equal(Bytes("a/config.json"), Bytes("b/config.json"));
    }

    [Fact]
    public void Names_without_prefix_and_norms_called_gamma_and_beta_are_understood()
    {
        using var model = Create(seed: 1);
        Store(model, name => name["bert.".Length..]
            .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
            .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal));

        using var loaded = Load();

        Assert.Equal(
            model.Weights.SelectMany(item => item.Tensor.ToArray()), loaded.Weights.SelectMany(item => item.Tensor.ToArray()));
    }

    [Fact]
    public void Missing_tensors_and_wrong_shapes_are_reported_together_with_what_was_expected()
    {
        using var model = Create(seed: 1);
        Store(model, name => name.Contains("query", StringComparison.Ordinal) ? "other." + name : name);
        var config = File.ReadAllText(_folder.File("config.json"));
        _folder.Write("config.json", config.Replace("\"vocab_size\": 50", "\"vocab_size\": 51", StringComparison.Ordinal));

        var exception = Assert.Throws<InvalidInputException>(Load);

        Assert.Equal(5, exception.Faults.Length);
        Assert.Contains(
            "'bert.embeddings.word_embeddings.weight' is F32 [50, 16]; expected",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'bert.encoder.layer.1.attention.self.query.bias' is missing; expected with shape [16]",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_a_fault_that_names_it()
    {
        using var model = Create(seed: 1);
        model.Weights[3].Tensor.CopyFrom([.. Enumerable.Repeat(1f, 15), float.NaN]);
        model.Save(_folder.Path, [], ElementType.F32);

        var exception = Assert.Throws<InvalidInputException>(Load);

        Assert.Contains(
            "'bert.embeddings.LayerNorm.weight' holds NaN at element 15", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_checkpoint_is_a_fault()
    {
        using var model = Create(seed: 1);
        model.Save(_folder.Path, [], ElementType.F32);
        using (var stream = new FileStream(_folder.File("model.safetensors"), FileMode.Open))
        {
            stream.SetLength(stream.Length - 100);
        }

        Assert.Throws<InvalidInputException>(Load);
    }

    [Fact]
    public void Only_a_trainable_model_requires_gradients()
    {
        using var model = Create(seed: 1);
        model.Save(_folder.Path, [], ElementType.F32);
        using var frozen = TransformerLoader.Load(_engine, _folder.Path, trainable: false);
        using var trainable = TransformerLoader.Load(_engine, _folder.Path, trainable: true);

        Assert.All(frozen.Weights, item => Assert.False(item.Tensor.RequiresGradient));
        Assert.All(trainable.Weights, item => Assert.True(item.Tensor.RequiresGradient));
    }

    [Fact]
    public void Padding_does_not_change_what_the_tokens_become()
    {
        using var model = Create(seed: 1);
        using var scope = _engine.StepScope();
        var alone = model.Encode(new([2, 3], [0, 0], [2]), ForwardContext.Evaluation).ToArray();

        var padded = model.Encode(Batch, ForwardContext.Evaluation).ToArray();

        Assert.All(alone.Zip(padded[(3 * 16)..]), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_sequence_longer_than_the_position_table_is_refused()
    {
        using var model = Create(seed: 1);

        var batch = new TokenBatch([.. new int[7]], [.. new int[7]], [7]);

        Assert.Throws<ArgumentException>(() => model.Encode(batch, ForwardContext.Evaluation));
    }

    [Fact]
    public void Dropout_acts_in_training_only_and_follows_its_key()
    {
        using var model = Create(seed: 1);
        using var scope = _engine.StepScope();
        var training = new ForwardContext(ModelExtensions.None, Training: true, RandomKey.FromSeed(3));

        var first = model.Encode(Batch, training).ToArray();

        Assert.Equal(first, model.Encode(Batch, training).ToArray());
        Assert.NotEqual(first, model.Encode(Batch, training with { Key = RandomKey.FromSeed(4) }).ToArray());
        Assert.NotEqual(first, model.Encode(Batch, ForwardContext.Evaluation).ToArray());
    }

    private BertModel Create(long seed, BertConfig? config = null) =>
        BertModel.Create(_engine, config ?? Config, RandomKey.FromSeed(seed));

    private BertModel Load() => (BertModel)TransformerLoader.Load(_engine, _folder.Path, trainable: false);

    /// <summary>Saves a model with its tensors renamed.</summary>
    private void Store(BertModel model, Func<string, string> rename)
    {
        model.Save(_folder.Path, [], ElementType.F32);
        var tensors = model.Weights.Select(TensorData.Of).Select(tensor => tensor with { Name = rename(tensor.Name) });
        SafetensorsWriter.Write(_folder.File("model.safetensors"), [.. tensors]);
    }

    private byte[] Bytes(string file) => File.ReadAllBytes(_folder.File(file));

    private static float[] Weight(BertModel model, string name) =>
        model.Weights.Single(item => item.Name == name).Tensor.ToArray();
}
