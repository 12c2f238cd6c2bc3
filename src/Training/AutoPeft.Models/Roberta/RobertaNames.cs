using AutoPeft.Models.Bert;

namespace AutoPeft.Models.Roberta;

/// <summary>RoBERTa's names: BERT's under another prefix, with a classifier of its own.</summary>
internal static class RobertaNames
{
    public const string ModelType = "roberta";

    public static EncoderDialect Dialect { get; } = BertNames.Dialect with
    {
        ModelType = ModelType,
        Layers = $"{ModelType}.encoder.layer",
        Head = new("classifier.dense", "classifier.out_proj", DropsInput: true),
    };
}
