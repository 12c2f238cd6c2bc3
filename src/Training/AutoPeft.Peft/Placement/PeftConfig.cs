using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Placement;

/// <summary>
/// Which PEFT modules a model gets, in which layers. Immutable, in canonical order, equal by content.
/// </summary>
/// <remarks>
/// Two ways of writing the same modules give equal configurations with one <see cref="ContentHash"/>: order does not matter,
/// repeated modules count once, and low-rank modules of equal settings on several linear modules of a layer become one
/// placement. The task head is not part of it: it is always trained.
/// </remarks>
public sealed class PeftConfig : IEquatable<PeftConfig>
{
    private readonly Lazy<string> _contentHash;

    private PeftConfig(ImmutableArray<PeftPlacement> placements)
    {
        Placements = placements;
        Groups = PlacementCanon.Groups(placements);
        _contentHash = new(() => PeftConfigJson.ContentHash(this, MethodRegistry.BuiltIn));
    }

    /// <summary>No modules at all: only the head is trained.</summary>
    public static PeftConfig Empty { get; } = new([]);

    /// <summary>The placements by layer, then method name, then settings.</summary>
    public ImmutableArray<PeftPlacement> Placements { get; }

    /// <summary>
    /// The placements gathered by equal settings, in the order of the first layer, then method name, then settings.
    /// </summary>
    public ImmutableArray<PeftGroup> Groups { get; }

    /// <summary>The layers that hold a module, ascending.</summary>
    public IEnumerable<int> Layers => Placements.Select(placement => placement.Layer).Distinct();

    /// <summary>
    /// SHA-256 over the canonical JSON without settings at their defaults, 64 lower-case hexadecimal digits.
    /// </summary>
    /// <remarks>
    /// Stable across processes and versions: a setting added to a method later is left out while it has its
    /// default.
    /// </remarks>
    public string ContentHash => _contentHash.Value;

    /// <summary>
    /// The configuration of these placements in canonical form. Faulty ones are kept, for <see cref="Faults"/> to
    /// name.
    /// </summary>
    public static PeftConfig Of(IEnumerable<PeftPlacement> placements)
    {
        var canonical = PlacementCanon.Of(placements);

        return canonical.IsEmpty ? Empty : new(canonical);
    }

    /// <summary>The same methods in each of these layers.</summary>
    public static PeftConfig Uniform(IEnumerable<int> layers, params IEnumerable<MethodConfig> methods) =>
        Of(layers.SelectMany(layer => methods.Select(method => new PeftPlacement(layer, method))));

    /// <summary>
    /// The configuration whose parameters an export holds: without re-parameterisations, which only training needs.
    /// </summary>
    public PeftConfig Folded() => Of(Placements.Select(placement => placement with { Method = placement.Method.Folded() }));

    /// <summary>The configuration that gives the same outputs, without anything that only training sees.</summary>
    public PeftConfig AtInference() =>
        Of(Placements.Select(placement => placement with { Method = placement.Method.AtInference() }));

    /// <summary>
    /// Everything that prevents using this configuration with a model of this shape, by placement. Empty when it
    /// fits.
    /// </summary>
    public ImmutableArray<Fault> Faults(ModelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);

        return PlacementFaults.Of(this, shape);
    }

    /// <summary>Parses what <see cref="ToJson"/> writes, with the built-in methods.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="source">Where it comes from, for the faults.</param>
    /// <exception cref="InvalidInputException">It is not a configuration; carries all faults.</exception>
    public static PeftConfig FromJson(string json, string source) =>
        PeftConfigJson.Read(json, source, MethodRegistry.BuiltIn);

    /// <summary>The canonical JSON: an object with <c>modules</c>, one entry a group, every setting written.</summary>
    public string ToJson() => PeftConfigJson.Write(this, MethodRegistry.BuiltIn);

    /// <inheritdoc/>
    public bool Equals(PeftConfig? other) => other is not null && Placements.SequenceEqual(other.Placements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PeftConfig);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var placement in Placements)
        {
            hash.Add(placement);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc cref="ToJson"/>
    public override string ToString() => ToJson();
}
