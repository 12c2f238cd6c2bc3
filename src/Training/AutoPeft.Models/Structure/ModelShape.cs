using System.Collections.Immutable;

namespace AutoPeft.Models.Structure;

/// <summary>All that costs, placements and exports need to know of a model; no tensors.</summary>
public sealed record ModelShape
{
    /// <summary>The family as <c>config.json</c> names it in <c>model_type</c>, e.g. <c>bert</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The number of transformer layers.</summary>
    public required int Layers { get; init; }

    /// <summary>C, the width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>The width inside the feed-forward block.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>H, the number of attention heads; divides <see cref="HiddenSize"/>.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of keys and values: <see cref="HiddenSize"/>, or less with grouped-query attention.</summary>
    public required int KeyValueSize { get; init; }

    /// <summary>V, the number of rows of the token embedding.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The longest sequence the model can read, in tokens.</summary>
    public required int MaximumLength { get; init; }

    /// <summary>All parameters of the base model without any task head.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>
    /// Every linear module that can be adapted, by layer, then in the order of <see cref="ModuleKind"/>.
    /// </summary>
    public required ImmutableArray<ModuleShape> Modules { get; init; }

    /// <summary>Every norm inside the layers, by layer, then in the order of <see cref="SublayerKind"/>.</summary>
    public ImmutableArray<NormShape> Norms { get; init; } = [];

    /// <summary>The norm of this residual block of this layer; null when the family has none.</summary>
    public NormShape? FindNorm(int layer, SublayerKind kind) =>
        Norms.FirstOrDefault(norm => norm.Layer == layer && norm.Kind == kind);

    /// <summary>The module of this kind in this layer; null when the family has none.</summary>
    public ModuleShape? Find(int layer, ModuleKind kind) =>
        Modules.FirstOrDefault(module => module.Layer == layer && module.Kind == kind);
}
