using AutoPeft.Models.Bert;
using AutoPeft.Models.Structure;

namespace AutoPeft.Models.DistilBert;

/// <summary>DistilBERT's names.</summary>
internal static class DistilBertNames
{
    public const string ModelType = "distilbert";

    public static EncoderDialect Dialect { get; } = new()
    {
        ModelType = ModelType,
        Layers = $"{ModelType}.transformer.layer",
        Modules =
        [
            (ModuleKind.Query, "attention.q_lin"),
            (ModuleKind.Key, "attention.k_lin"),
            (ModuleKind.Value, "attention.v_lin"),
            (ModuleKind.AttentionOutput, "attention.out_lin"),
            (ModuleKind.FeedForwardUp, "ffn.lin1"),
            (ModuleKind.FeedForwardDown, "ffn.lin2"),
        ],
        AttentionNorm = "sa_layer_norm",
        FeedForwardNorm = "output_layer_norm",
        DropsAttentionOutput = false,
        Head = new("pre_classifier", "classifier", IsRectified: true),
    };
}
