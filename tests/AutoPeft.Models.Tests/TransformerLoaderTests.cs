using System.Text;
using AutoPeft.Models.Structure;
using AutoPeft.Models.Tests.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests;

public sealed class TransformerLoaderTests : IDisposable
{
    private const string BertBase =
        """
        {"model_type":"bert","vocab_size":30522,"hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,
         "intermediate_size":3072,"max_position_embeddings":512,"type_vocab_size":2,"hidden_act":"gelu"}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bert_base_has_as_many_parameters_as_Hugging_Face_counts() =>
        Assert.Equal(109_482_240, Describe(BertBase).ParameterCount);

    [Fact]
    public void The_modules_of_bert_base_are_six_a_layer_with_their_checkpoint_names()
    {
        var shape = Describe(BertBase);

        Assert.Equal(72, shape.Modules.Length);
        Assert.Equal(
            new ModuleShape(11, ModuleKind.FeedForwardUp, "bert.encoder.layer.11.intermediate.dense", 768, 3072, HasBias: true),
            shape.Find(11, ModuleKind.FeedForwardUp));
        Assert.Equal("bert.encoder.layer.0.attention.self.query", shape.Modules[0].Path);
        Assert.Null(shape.Find(0, ModuleKind.FeedForwardGate));
    }

    [Fact]
    public void An_unknown_family_is_refused_and_the_known_ones_are_named()
    {
        var exception = Assert.Throws<InvalidInputException>(() => Describe("""{"model_type":"mamba"}"""));

        Assert.Contains("'mamba'; known are bert", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_configuration_are_reported_together()
    {
        var exception = Assert.Throws<InvalidInputException>(() => Describe(
            """
            {"model_type":"bert","vocab_size":0,"hidden_size":768,"num_hidden_layers":"12","num_attention_heads":11,
             "hidden_act":"swiglu","max_position_embeddings":512,"is_decoder":true,"hidden_dropout_prob":1.0}
            """));

        Assert.Equal(7, exception.Faults.Length);
    }

    [Fact]
    public void Sizes_whose_tensors_could_not_be_held_are_refused()
    {
        var json = BertBase.Replace("30522", "4000000", StringComparison.Ordinal);

        var exception = Assert.Throws<InvalidInputException>(() => Describe(json));

        Assert.Contains("too large", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hundreds_of_damaged_configurations_are_read_or_refused_but_never_crash()
    {
        var original = Encoding.UTF8.GetBytes(BertBase);
        for (var i = 0; i < 500; i++)
        {
            _folder.Write("config.json", SafetensorsBytes.Mutate(original, RandomKey.FromSeed(13).For(i)));
            try
            {
                Assert.True(TransformerLoader.Describe(_folder.Path).ParameterCount > 0);
            }
            catch (InvalidInputException)
            {
                // Refusing is right; any other exception fails the test.
            }
        }
    }

    private ModelShape Describe(string config)
    {
        _folder.Write("config.json", config);

        return TransformerLoader.Describe(_folder.Path);
    }
}
