using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>A condition on one parameter while counting: it is absent (if that is allowed) or has one of some values.</summary>
/// <param name="Values">The allowed values, all of the domain; null when all are.</param>
/// <param name="MayBeAbsent">Whether the parameter may be inactive.</param>
internal sealed record Restriction(ImmutableHashSet<ParameterValue>? Values, bool MayBeAbsent)
{
    public static Restriction None { get; } = new(null, true);

    public bool Allows(ParameterValue value) => Values is null || Values.Contains(value);

    public Restriction And(Restriction other) => new(
        Values is null ? other.Values : other.Values is null ? Values : Values.Intersect(other.Values),
        MayBeAbsent && other.MayBeAbsent);
}
