using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>Everything about a space besides the domains of its parameters.</summary>
public sealed record SpaceRules
{
    /// <summary>No rules at all.</summary>
    public static SpaceRules None { get; } = new();

    /// <summary>The combinations that must not occur.</summary>
    public ImmutableArray<ForbiddenClause> Forbidden { get; init; } = [];

    /// <summary>The groups of which something must be on.</summary>
    public ImmutableArray<RequireAny> Required { get; init; } = [];

    /// <summary>The rules of the host.</summary>
    public ImmutableArray<SpaceRule> Rules { get; init; } = [];

    /// <summary>Maps the different ways of writing the same thing to one of them. Pure; default: nothing changes.</summary>
    public Func<Configuration, Configuration> Canonicalize { get; init; } = static configuration => configuration;
}
