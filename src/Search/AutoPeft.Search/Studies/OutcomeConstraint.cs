using System.Globalization;

namespace AutoPeft.Search.Studies;

/// <summary>A limit on a value that only measuring reveals, such as a latency.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="IsUpper">Whether the value must not be larger than the limit; otherwise it must not be smaller.</param>
/// <param name="Limit">The limit, itself allowed.</param>
public sealed record OutcomeConstraint(string Name, bool IsUpper, double Limit)
{
    /// <summary>By how much a value breaks the limit, in its own units: positive when it does, 0 at the limit, negative with room to spare.</summary>
    public double Excess(double value) => IsUpper ? value - Limit : Limit - value;

    /// <summary>Whether a value keeps the limit.</summary>
    public bool IsMetBy(double value) => Excess(value) <= 0;

    /// <summary>The constraint as people write it, e.g. <c>latency_ms &lt;= 5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {(IsUpper ? "<=" : ">=")} {Limit}");
}
