using AutoPeft.Models.Structure;

namespace AutoPeft.Models.Bert;

/// <summary>BERT's own names.</summary>
internal static class BertNames
{
    public const string ModelType = "bert";

    public static EncoderDialect Dialect { get; } = new()
    {
        ModelType = ModelType,
        Layers = $"{ModelType}.encoder.layer",
        Modules =
        [
            (ModuleKind.Query, "attention.self.query"),
            (ModuleKind.Key, "attention.self.key"),
            (ModuleKind.Value, "attention.self.value"),
            (ModuleKind.AttentionOutput, "attention.output.dense"),
            (ModuleKind.FeedForwardUp, "intermediate.dense"),
            (ModuleKind.FeedForwardDown, "output.dense"),
        ],
        AttentionNorm = "attention.output.LayerNorm",
        FeedForwardNorm = "output.LayerNorm",
        Head = new($"{ModelType}.pooler.dense", "classifier", IsPooler: true),
    };
}
