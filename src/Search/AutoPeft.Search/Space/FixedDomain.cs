namespace AutoPeft.Search.Space;

/// <summary>A parameter that always has the same value and so is not searched.</summary>
/// <param name="Name">The parameter's name, unique in its space.</param>
/// <param name="Value">The value.</param>
public sealed record FixedDomain(string Name, ParameterValue Value) : DiscreteDomain(Name)
{
    /// <inheritdoc/>
    public override int Count => 1;

    /// <summary>Zero: what never changes carries no information.</summary>
    public override int EncodedLength => 0;

    /// <inheritdoc/>
    public override ParameterValue At(int level) => Value;

    /// <inheritdoc/>
    public override int LevelOf(ParameterValue value) => value == Value ? 0 : -1;

    /// <inheritdoc/>
    public override void Encode(ParameterValue? value, Span<double> destination)
    {
    }
}
