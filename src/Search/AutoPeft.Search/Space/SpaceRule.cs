using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>A rule of the host that only code can express, such as a budget over an analytic cost.</summary>
/// <param name="Name">What the rule is called in reports.</param>
/// <param name="Reason">Why a configuration that breaks it is refused. One sentence.</param>
/// <param name="IsMetBy">Whether a configuration keeps the rule. Pure.</param>
public sealed record SpaceRule(string Name, string Reason, Func<Configuration, bool> IsMetBy)
{
    /// <summary>The parameters that the rule looks at; it must work when others are missing. Null, the default: all.</summary>
    /// <remarks>A rule over few parameters can be counted by trying out those only.</remarks>
    public ImmutableArray<string>? Parameters { get; init; }
}
