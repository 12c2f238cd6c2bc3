using System.Text.Json;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Layers;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Gpt2;

/// <summary>A <see cref="Gpt2Config"/> in the words of <c>config.json</c>.</summary>
internal static class Gpt2ConfigFile
{
    /// <exception cref="InvalidInputException">
    /// Fields are missing or out of range, or ask for what is not supported; carries all faults.
    /// </exception>
    public static Gpt2Config Read(JsonElement json, string folder)
    {
        var reader = new ConfigReader(json, Path.Combine(folder, ModelFileNames.Config));
        if (!reader.Flag("scale_attn_weights", fallback: true)
            || reader.Flag("scale_attn_by_inverse_layer_idx", fallback: false))
        {
            reader.Add("Attention is scaled in another way than by the width of a head.", "Use a plain GPT-2 checkpoint.");
        }

        var activation = reader.OneOf("activation_function", ["gelu_new", .. ActivationNames.Known.Where(name => name != "gelu_new")]);
        var config = ReadSizes(reader) with
        {
            Activation = ActivationNames.Parse(activation),
            ResidualDropout = reader.Number("resid_pdrop", 0, 1, 0.1f),
            EmbeddingDropout = reader.Number("embd_pdrop", 0, 1, 0.1f),
            LayerNormEpsilon = reader.Number("layer_norm_epsilon", 0, 1, 1e-5f),
            InitializerRange = reader.Number("initializer_range", 0, 10, 0.02f),
        };
        SizeLimits.CheckHeads(reader, ("n_embd", config.HiddenSize), config.Heads);
        var rows = Math.Max(Math.Max(config.VocabularySize, config.MaximumLength), config.IntermediateSize);
        SizeLimits.CheckTable(reader, rows, config.HiddenSize);
        reader.ThrowIfAny();

        return config;
    }

    private static Gpt2Config ReadSizes(ConfigReader reader)
    {
        var width = reader.Integer("n_embd", 1, SizeLimits.Width);

        return new()
        {
            VocabularySize = reader.Integer("vocab_size", 1, SizeLimits.Vocabulary),
            HiddenSize = width,
            Layers = reader.Integer("n_layer", 1, SizeLimits.Layers),
            Heads = reader.Integer("n_head", 1, SizeLimits.Width),
            IntermediateSize = reader.Integer("n_inner", 1, 4 * SizeLimits.Width, fallback: 4 * width),
            MaximumLength = reader.Integer("n_positions", 1, SizeLimits.Vocabulary),
        };
    }
}
