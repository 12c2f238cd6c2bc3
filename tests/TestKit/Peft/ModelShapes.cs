using AutoPeft.Models.Structure;

namespace AutoPeft.TestKit.Peft;

/// <summary>Shapes of models to place modules in, without any weights.</summary>
public static class ModelShapes
{
    /// <summary>BERT-base: 12 layers of 768.</summary>
    public static ModelShape BertBase { get; } = Bert(12, 768, 3072, 12, 30522);

    /// <summary>RoBERTa-large: 24 layers of 1024.</summary>
    public static ModelShape BertLarge { get; } = Bert(24, 1024, 4096, 16, 30522);

    /// <summary>A small BERT: 3 layers of 12.</summary>
    public static ModelShape BertTiny { get; } = Bert(3, 12, 20, 3, 30);

    /// <summary>A Llama with grouped queries and a gate: keys and values are half as wide as the stream.</summary>
    public static ModelShape LlamaTiny { get; } = Llama(2, 16, 24, 4);

    private static ModelShape Bert(int layers, int hidden, int intermediate, int heads, int vocabulary) => new()
    {
        Family = "bert",
        Layers = layers,
        HiddenSize = hidden,
        IntermediateSize = intermediate,
        Heads = heads,
        KeyValueSize = hidden,
        VocabularySize = vocabulary,
        MaximumLength = 512,
        ParameterCount = ((long)(vocabulary + 512 + 2 + 2) * hidden)
            + (layers * ((4L * hidden * hidden) + (2L * hidden * intermediate) + (9L * hidden) + intermediate))
            + ((long)hidden * hidden) + hidden,
        Modules = [.. Enumerable.Range(0, layers).SelectMany(layer => BertLayer(layer, hidden, intermediate))],
        Norms = [.. Enumerable.Range(0, layers).SelectMany(layer => BertNorms(layer, hidden))],
    };

    private static NormShape[] BertNorms(int layer, int hidden) =>
    [
        new(layer, SublayerKind.Attention, $"bert.encoder.layer.{layer}.attention.output.LayerNorm", hidden, true),
        new(layer, SublayerKind.FeedForward, $"bert.encoder.layer.{layer}.output.LayerNorm", hidden, true),
    ];

    private static IEnumerable<ModuleShape> BertLayer(int layer, int hidden, int intermediate)
    {
        var path = $"bert.encoder.layer.{layer}.";

        return
        [
            new(layer, ModuleKind.Query, path + "attention.self.query", hidden, hidden, true),
            new(layer, ModuleKind.Key, path + "attention.self.key", hidden, hidden, true),
            new(layer, ModuleKind.Value, path + "attention.self.value", hidden, hidden, true),
            new(layer, ModuleKind.AttentionOutput, path + "attention.output.dense", hidden, hidden, true),
            new(layer, ModuleKind.FeedForwardUp, path + "intermediate.dense", hidden, intermediate, true),
            new(layer, ModuleKind.FeedForwardDown, path + "output.dense", intermediate, hidden, true),
        ];
    }

    private static ModelShape Llama(int layers, int hidden, int intermediate, int heads) => new()
    {
        Family = "llama",
        Layers = layers,
        HiddenSize = hidden,
        IntermediateSize = intermediate,
        Heads = heads,
        KeyValueSize = hidden / 2,
        VocabularySize = 40,
        MaximumLength = 64,
        ParameterCount = 10_000,
        Modules = [.. Enumerable.Range(0, layers).SelectMany(layer => LlamaLayer(layer, hidden, intermediate))],
        Norms = [.. Enumerable.Range(0, layers).SelectMany(layer => LlamaNorms(layer, hidden))],
    };

    private static NormShape[] LlamaNorms(int layer, int hidden) =>
    [
        new(layer, SublayerKind.Attention, $"model.layers.{layer}.input_layernorm", hidden, false),
        new(layer, SublayerKind.FeedForward, $"model.layers.{layer}.post_attention_layernorm", hidden, false),
    ];

    private static IEnumerable<ModuleShape> LlamaLayer(int layer, int hidden, int intermediate)
    {
        var path = $"model.layers.{layer}.";

        return
        [
            new(layer, ModuleKind.Query, path + "self_attn.q_proj", hidden, hidden, false),
            new(layer, ModuleKind.Key, path + "self_attn.k_proj", hidden, hidden / 2, false),
            new(layer, ModuleKind.Value, path + "self_attn.v_proj", hidden, hidden / 2, false),
            new(layer, ModuleKind.AttentionOutput, path + "self_attn.o_proj", hidden, hidden, false),
            new(layer, ModuleKind.FeedForwardUp, path + "mlp.up_proj", hidden, intermediate, false),
            new(layer, ModuleKind.FeedForwardGate, path + "mlp.gate_proj", hidden, intermediate, false),
            new(layer, ModuleKind.FeedForwardDown, path + "mlp.down_proj", intermediate, hidden, false),
        ];
    }
}
