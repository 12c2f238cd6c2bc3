using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Layers;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Bert;

/// <summary>A <see cref="BertConfig"/> in the words of <c>config.json</c>.</summary>
internal static class BertConfigFile
{
    /// <exception cref="InvalidInputException">
    /// Fields are missing or out of range, or ask for what is not supported; carries all faults.
    /// </exception>
    public static BertConfig Read(JsonElement json, string folder)
    {
        var reader = new ConfigReader(json, Path.Combine(folder, ModelFileNames.Config));
        reader.OneOf("position_embedding_type", "absolute");
        if (reader.Flag("is_decoder", fallback: false))
        {
            reader.Add("The field 'is_decoder' is true; only encoders are supported.", "Use an encoder checkpoint.");
        }

        var config = ReadSizes(reader) with
        {
            Activation = ActivationNames.Parse(reader.OneOf("hidden_act", ActivationNames.Known)),
            HiddenDropout = reader.Number("hidden_dropout_prob", 0, 1, 0.1f),
            AttentionDropout = reader.Number("attention_probs_dropout_prob", 0, 1, 0.1f),
            ClassifierDropout = reader.Number("classifier_dropout", 0, 1, -1) is >= 0 and var dropout ? dropout : null,
            LayerNormEpsilon = reader.Number("layer_norm_eps", 0, 1, 1e-12f),
            InitializerRange = reader.Number("initializer_range", 0, 10, 0.02f),
        };
        CheckTogether(config, reader);
        reader.ThrowIfAny();
        return config;
    }

    public static JsonObject ToJson(BertConfig config, string architecture) => new()
    {
        ["architectures"] = new JsonArray(architecture),
        ["attention_probs_dropout_prob"] = config.AttentionDropout,
        ["classifier_dropout"] = config.ClassifierDropout,
        ["hidden_act"] = ActivationNames.NameOf(config.Activation),
        ["hidden_dropout_prob"] = config.HiddenDropout,
        ["hidden_size"] = config.HiddenSize,
        ["initializer_range"] = config.InitializerRange,
        ["intermediate_size"] = config.IntermediateSize,
        ["layer_norm_eps"] = config.LayerNormEpsilon,
        ["max_position_embeddings"] = config.MaximumLength,
        ["model_type"] = BertNames.ModelType,
        ["num_attention_heads"] = config.Heads,
        ["num_hidden_layers"] = config.Layers,
        ["pad_token_id"] = config.PaddingId,
        ["position_embedding_type"] = "absolute",
        ["type_vocab_size"] = config.Segments,
        ["vocab_size"] = config.VocabularySize,
    };

    /// <summary>Notes what sizes make impossible together.</summary>
    public static void CheckTogether(BertConfig config, ConfigReader reader)
    {
        SizeLimits.CheckHeads(reader, ("hidden_size", config.HiddenSize), config.Heads);
        var rows = Math.Max(Math.Max(config.VocabularySize, config.MaximumLength), config.IntermediateSize);
        SizeLimits.CheckTable(reader, rows, config.HiddenSize);
    }

    private static BertConfig ReadSizes(ConfigReader reader) => new()
    {
        VocabularySize = reader.Integer("vocab_size", 1, SizeLimits.Vocabulary),
        HiddenSize = reader.Integer("hidden_size", 1, SizeLimits.Width),
        Layers = reader.Integer("num_hidden_layers", 1, SizeLimits.Layers),
        Heads = reader.Integer("num_attention_heads", 1, SizeLimits.Width),
        IntermediateSize = reader.Integer("intermediate_size", 1, SizeLimits.Width),
        MaximumLength = reader.Integer("max_position_embeddings", 1, SizeLimits.Vocabulary),
        Segments = reader.Integer("type_vocab_size", 1, SizeLimits.Width, fallback: 2),
        PaddingId = reader.Integer("pad_token_id", 0, SizeLimits.Vocabulary, fallback: 0),
    };
}
