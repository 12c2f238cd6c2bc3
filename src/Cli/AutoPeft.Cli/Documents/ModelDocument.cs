using System.Collections.Immutable;
using AutoPeft.Models.Structure;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft model show</c> prints.</summary>
/// <param name="Folder">The model's folder.</param>
/// <param name="Family">The family, as <c>config.json</c> names it.</param>
/// <param name="Layers">The number of layers.</param>
/// <param name="HiddenSize">The width of the residual stream.</param>
/// <param name="IntermediateSize">The width inside the feed-forward block.</param>
/// <param name="Heads">The attention heads.</param>
/// <param name="KeyValueSize">The width of keys and values.</param>
/// <param name="VocabularySize">The rows of the token embedding.</param>
/// <param name="MaximumLength">The longest sequence in tokens.</param>
/// <param name="Parameters">All parameters of the base model without any head.</param>
/// <param name="Modules">What can be adapted, by layer.</param>
internal sealed record ModelDocument(
    string Folder,
    string Family,
    int Layers,
    int HiddenSize,
    int IntermediateSize,
    int Heads,
    int KeyValueSize,
    int VocabularySize,
    int MaximumLength,
    long Parameters,
    ImmutableArray<ModelModuleDocument> Modules)
{
    /// <summary>The document of a model.</summary>
    public static ModelDocument Of(string folder, ModelShape shape) => new(
        folder,
        shape.Family,
        shape.Layers,
        shape.HiddenSize,
        shape.IntermediateSize,
        shape.Heads,
        shape.KeyValueSize,
        shape.VocabularySize,
        shape.MaximumLength,
        shape.ParameterCount,
        [.. shape.Modules.Select(ModelModuleDocument.Of)]);
}
