using System.Collections.Frozen;
using AutoPeft.Models.Structure;

namespace AutoPeft.Models.Extensions;

/// <summary>
/// The PEFT modules of one trial by the place they act at. The model itself stays shared and unchanged.
/// </summary>
/// <remarks>
/// A model asks for its extensions at each place while it computes; several trials therefore share one copy of the
/// frozen weights, each with extensions of its own. Immutable and safe for concurrent use.
/// </remarks>
public sealed class ModelExtensions
{
    private readonly FrozenDictionary<(int Layer, ModuleKind Kind), ILinearExtension[]> _linear;
    private readonly FrozenDictionary<(int Layer, SublayerKind Kind), ISublayerExtension[]> _sublayer;
    private readonly FrozenDictionary<int, IAttentionExtension[]> _attention;
    private readonly FrozenDictionary<(int Layer, SublayerKind Kind), INormExtension> _norm;

    /// <summary>Collects extensions; those of one place act in the order given.</summary>
    /// <exception cref="ArgumentException">A norm has two.</exception>
    public ModelExtensions(
        IEnumerable<(int Layer, ModuleKind Kind, ILinearExtension Extension)> linear,
        IEnumerable<(int Layer, SublayerKind Kind, ISublayerExtension Extension)> sublayer,
        IEnumerable<(int Layer, IAttentionExtension Extension)> attention,
        IEnumerable<(int Layer, SublayerKind Kind, INormExtension Extension)> norm)
    {
        _linear = linear.GroupBy(item => (item.Layer, item.Kind), item => item.Extension)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _sublayer = sublayer.GroupBy(item => (item.Layer, item.Kind), item => item.Extension)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _attention = attention.GroupBy(item => item.Layer, item => item.Extension)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _norm = norm.ToFrozenDictionary(item => (item.Layer, item.Kind), item => item.Extension);
        LooksAcrossTokens = _linear.Values.Any(place => place.Any(extension => extension.LooksAcrossTokens))
            || _sublayer.Values.Any(place => place.Any(extension => extension.LooksAcrossTokens));
    }

    /// <summary>The bare model.</summary>
    public static ModelExtensions None { get; } = new([], [], [], []);

    /// <summary>What changes the hidden states that enter the first layer, in order; empty when there is nothing.</summary>
    public IReadOnlyList<IInputExtension> Input { get; init; } = [];

    /// <summary>Whether one of them makes of a token what depends on the others of its sequence.</summary>
    public bool LooksAcrossTokens { get; }

    /// <summary>The extensions of a linear module, in order; empty when there are none.</summary>
    public IReadOnlyList<ILinearExtension> Linear(int layer, ModuleKind kind) =>
        _linear.GetValueOrDefault((layer, kind), []);

    /// <summary>The extensions of a residual block, in order; empty when there are none.</summary>
    public IReadOnlyList<ISublayerExtension> Sublayer(int layer, SublayerKind kind) =>
        _sublayer.GetValueOrDefault((layer, kind), []);

    /// <summary>The prefixes of a layer's attention, in order; empty when there are none.</summary>
    public IReadOnlyList<IAttentionExtension> Attention(int layer) => _attention.GetValueOrDefault(layer, []);

    /// <summary>What takes the place of a norm's weights; null when nothing does.</summary>
    public INormExtension? Norm(int layer, SublayerKind kind) => _norm.GetValueOrDefault((layer, kind));
}
