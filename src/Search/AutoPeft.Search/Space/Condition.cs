using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>When a parameter exists: another parameter is active and has one of some values.</summary>
/// <param name="Parameter">The name of the other parameter.</param>
/// <param name="Values">The values that make the dependent parameter active. At least one.</param>
public sealed record Condition(string Parameter, ImmutableArray<ParameterValue> Values)
{
    /// <summary>Whether the other parameter's value activates the dependent one.</summary>
    public bool IsMetBy(ParameterValue value) => Values.Contains(value);

    /// <summary>The condition as a sentence part, such as <c>method is lora or dora</c>.</summary>
    public override string ToString() => $"{Parameter} is {string.Join(" or ", Values)}";
}
