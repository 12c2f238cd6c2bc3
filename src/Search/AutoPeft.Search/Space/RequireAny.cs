using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>A rule that at least one of some parameters is on: active, and neither 0 nor false.</summary>
/// <param name="Parameters">The names of the parameters. At least one.</param>
public sealed record RequireAny(ImmutableArray<string> Parameters)
{
    /// <summary>Whether at least one of the parameters is on.</summary>
    public bool IsMetBy(Configuration configuration) =>
        Parameters.Any(name => configuration.Find(name) is { IsOff: false });

    /// <summary>The rule as a sentence part, such as <c>at least one of a, b is on</c>.</summary>
    public override string ToString() => $"at least one of {string.Join(", ", Parameters)} is on";
}
