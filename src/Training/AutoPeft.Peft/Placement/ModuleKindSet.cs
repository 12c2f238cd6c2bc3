using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;
using AutoPeft.Models.Structure;

namespace AutoPeft.Peft.Placement;

/// <summary>
/// A set of module kinds: no order, no duplicates, equal by content. The default value is the empty set.
/// </summary>
[CollectionBuilder(typeof(ModuleKindSet), nameof(Of))]
public readonly struct ModuleKindSet : IReadOnlyCollection<ModuleKind>, IEquatable<ModuleKindSet>
{
    private readonly uint _bits;

    private ModuleKindSet(uint bits) => _bits = bits;

    /// <inheritdoc/>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>The set of these kinds.</summary>
    public static ModuleKindSet Of(ReadOnlySpan<ModuleKind> kinds)
    {
        var bits = 0U;
        foreach (var kind in kinds)
        {
            bits |= Bit(kind);
        }

        return new(bits);
    }

    /// <summary>Whether the two sets are equal.</summary>
    public static bool operator ==(ModuleKindSet left, ModuleKindSet right) => left.Equals(right);

    /// <summary>Whether the two sets differ.</summary>
    public static bool operator !=(ModuleKindSet left, ModuleKindSet right) => !left.Equals(right);

    /// <summary>Whether the kind is in the set.</summary>
    public bool Contains(ModuleKind kind) => (_bits & Bit(kind)) != 0;

    /// <summary>The kinds in either set.</summary>
    public ModuleKindSet Union(ModuleKindSet other) => new(_bits | other._bits);

    /// <summary>Whether some kind is in both sets.</summary>
    public bool Intersects(ModuleKindSet other) => (_bits & other._bits) != 0;

    /// <summary>The kinds in the order of <see cref="ModuleKind"/>.</summary>
    public IEnumerator<ModuleKind> GetEnumerator()
    {
        foreach (var kind in Enum.GetValues<ModuleKind>())
        {
            if (Contains(kind))
            {
                yield return kind;
            }
        }
    }

    /// <inheritdoc/>
    public bool Equals(ModuleKindSet other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ModuleKindSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_bits;

    /// <summary>The names of the kinds: <c>query, value</c>.</summary>
    public override string ToString() => string.Join(", ", this.Select(ModuleKindNames.Of));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static uint Bit(ModuleKind kind) => 1U << (int)kind;
}
