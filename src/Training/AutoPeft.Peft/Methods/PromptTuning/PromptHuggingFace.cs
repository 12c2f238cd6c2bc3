using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.PromptTuning;

/// <summary>Prompts as PEFT's <c>PROMPT_TUNING</c>, which puts them in front of the word embeddings.</summary>
internal sealed class PromptHuggingFace : HuggingFaceMapping
{
    public override string PeftType => "PROMPT_TUNING";

    public override string ModelPrefix => "base_model.";

    // Where nothing but the layers comes behind the word embeddings, both places are one.
    public override ExportVerdict Judge(ImmutableArray<PeftGroup> groups, ModelShape shape) => shape.Family == "llama"
        ? ExportVerdict.Approximate(
            ["PEFT classifies by the last position of a padded batch; here it is the last of the text."],
            "Classify one text at a time there, or export to autopeft.")
        : ExportVerdict.Impossible(
            $"PEFT puts the prompt in front of the word embeddings, where a {shape.Family} model adds positions to it; here it enters the first layer as it is.",
            "Export to adapterhub or autopeft.");

    public override void Describe(ImmutableArray<PeftGroup> groups, ModelShape shape, JsonObject config)
    {
        config["num_attention_heads"] = shape.Heads;
        config["num_layers"] = shape.Layers;
        config["num_transformer_submodules"] = 1;
        config["num_virtual_tokens"] = Prompt(groups).PromptLength;
        config["prompt_tuning_init"] = "RANDOM";
        config["prompt_tuning_init_text"] = null;
        config["token_dim"] = shape.HiddenSize;
        config["tokenizer_kwargs"] = null;
        config["tokenizer_name_or_path"] = null;
    }

    public override IEnumerable<TensorLayout> Tensors(ImmutableArray<PeftGroup> groups, ModelShape shape) =>
        [TensorLayout.Of("prompt_embeddings", new PromptTuningMethod().Parts(Prompt(groups), shape)[0])];

    public override IEnumerable<PeftPlacement> Read(JsonFields config, ModelShape shape)
    {
        if (config.WholeNumber("token_dim", shape.HiddenSize) != shape.HiddenSize)
        {
            config.Fault("token_dim", $"The prompt is of another width than the model's {shape.HiddenSize}.");
        }

        if (shape.Family != "llama")
        {
            config.Fault("peft_type", $"PEFT's prompts stand in front of the word embeddings, which here they cannot in a {shape.Family} model.");
        }

        return [new(0, new PromptTuningConfig { PromptLength = config.WholeNumber("num_virtual_tokens") })];
    }

    private static PromptTuningConfig Prompt(ImmutableArray<PeftGroup> groups) => (PromptTuningConfig)groups[0].Method;
}
