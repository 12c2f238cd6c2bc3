using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Llama;

/// <summary>A <see cref="LlamaConfig"/> in the words of <c>config.json</c>.</summary>
internal static class LlamaConfigFile
{
    /// <exception cref="InvalidInputException">
    /// Fields are missing or out of range, or ask for what is not supported; carries all faults.
    /// </exception>
    public static LlamaConfig Read(JsonElement json, string folder)
    {
        var path = Path.Combine(folder, ModelFileNames.Config);
        var reader = new ConfigReader(json, path);
        reader.OneOf("hidden_act", "silu", "swish");
        var sizes = ReadSizes(reader);
        var config = sizes with
        {
            Frequencies = RotaryFrequencies.Read(json, path, (reader, sizes.HeadSize)),
            NormEpsilon = reader.Number("rms_norm_eps", 0, 1, 1e-6f),
            HasAttentionBias = reader.Flag("attention_bias", fallback: false),
            HasFeedForwardBias = reader.Flag("mlp_bias", fallback: false),
            TiesEmbeddings = reader.Flag("tie_word_embeddings", fallback: false),
            InitializerRange = reader.Number("initializer_range", 0, 10, 0.02f),
        };
        CheckTogether(config, reader);
        reader.ThrowIfAny();

        return config;
    }

    private static void CheckTogether(LlamaConfig config, ConfigReader reader)
    {
        SizeLimits.CheckHeads(reader, ("num_attention_heads", config.Heads), config.KeyValueHeads);
        if (config.HeadSize % 2 != 0 || config.HeadSize == 0)
        {
            reader.Add($"A head is {config.HeadSize} wide; rotary positions turn pairs.", "Correct 'head_dim' or 'hidden_size'.");
        }

        var rows = Math.Max(Math.Max(config.VocabularySize, config.IntermediateSize), config.Heads * config.HeadSize);
        SizeLimits.CheckTable(reader, rows, config.HiddenSize);
        SizeLimits.CheckTable(reader, config.MaximumLength, config.HeadSize);
    }

    private static LlamaConfig ReadSizes(ConfigReader reader)
    {
        var width = reader.Integer("hidden_size", 1, SizeLimits.Width);
        var heads = reader.Integer("num_attention_heads", 1, SizeLimits.Width);

        return new()
        {
            VocabularySize = reader.Integer("vocab_size", 1, SizeLimits.Vocabulary),
            HiddenSize = width,
            Layers = reader.Integer("num_hidden_layers", 1, SizeLimits.Layers),
            Heads = heads,
            KeyValueHeads = reader.Integer("num_key_value_heads", 1, SizeLimits.Width, fallback: heads),
            HeadSize = reader.Integer("head_dim", 1, SizeLimits.Width / heads, fallback: width / heads),
            IntermediateSize = reader.Integer("intermediate_size", 1, 4 * SizeLimits.Width),
            MaximumLength = reader.Integer("max_position_embeddings", 1, SizeLimits.Vocabulary, fallback: 2048),
            Frequencies = [],
        };
    }
}
