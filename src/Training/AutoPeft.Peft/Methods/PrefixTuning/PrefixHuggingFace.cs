using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.PrefixTuning;

/// <summary>
/// Prefixes as PEFT's <c>PREFIX_TUNING</c>: one length, every layer, keys and values of all layers in one table.
/// </summary>
internal sealed class PrefixHuggingFace : HuggingFaceMapping
{
    private const string Tensor = "prompt_embeddings";

    public override string PeftType => "PREFIX_TUNING";

    public override string ModelPrefix => "base_model.";

    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);

        if (shape.Family == "distilbert")
        {
            return ExportVerdict.Impossible(
                "PEFT hands prefixes to the model as past keys and values, which DistilBERT does not take.", "Export to autopeft.");
        }

        return groups.Length == 1 && groups[0].Layers.Length == shape.Layers
            ? ExportVerdict.Approximate(
                [$"PEFT counts the prefix as positions: a text's tokens are numbered from {Length(groups)} on, here from 0."],
                "Export to adapterhub or autopeft, which number them from 0.")
            : ExportVerdict.Impossible(
                "PEFT puts a prefix of one length into every layer.", "Export to adapterhub or autopeft.");
    }

    public override void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config)
    {
        config["encoder_hidden_size"] = null;
        config["num_attention_heads"] = shape.KeyValueSize / (shape.HiddenSize / shape.Heads);
        config["num_layers"] = shape.Layers;
        config["num_transformer_submodules"] = 1;
        config["num_virtual_tokens"] = Length(groups);
        config["prefix_projection"] = false;
        config["token_dim"] = shape.KeyValueSize;
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
    [
        new(
            Tensor,
            new(Length(groups), shape.Layers * 2 * shape.KeyValueSize),
            PrefixNames.Parts(groups[0].Layers, Length(groups), shape.KeyValueSize)),
    ];

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        var prefix = new PrefixTuningConfig { PrefixLength = config.WholeNumber("num_virtual_tokens") };
        if (config.WholeNumber("num_layers", shape.Layers) != shape.Layers)
        {
            config.Fault("num_layers", $"The prefix is for another number of layers than the model's {shape.Layers}.");
        }

        if (config.WholeNumber("token_dim", shape.KeyValueSize) != shape.KeyValueSize)
        {
            config.Fault("token_dim", $"The prefix is of another width than the model's {shape.KeyValueSize}.");
        }

        return Enumerable.Range(0, shape.Layers).Select(layer => new PeftPlacement(layer, prefix));
    }

    private static int Length(ImmutableArray<PeftGroup> groups) => ((PrefixTuningConfig)groups[0].Method).PrefixLength;
}
