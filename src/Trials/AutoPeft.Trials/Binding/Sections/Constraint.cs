using System.Globalization;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>A limit on an analytic cost.</summary>
/// <param name="Metric">The cost's name.</param>
/// <param name="IsUpper">Whether the cost must not be larger; otherwise it must not be smaller.</param>
/// <param name="Limit">The limit, itself allowed.</param>
internal sealed record Constraint(string Metric, bool IsUpper, double Limit)
{
    public bool IsMetBy(double value) => IsUpper ? value <= Limit : value >= Limit;

    public SpaceRule ToRule(PeftBinding binding) => new(
        ToString(),
        $"It is required that {this}.",
        configuration => IsMetBy(AnalyticMetrics.Of(Metric, binding.CostOf(configuration))));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Metric} {(IsUpper ? "<=" : ">=")} {Limit}");
}
