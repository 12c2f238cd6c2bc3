namespace AutoPeft.Search.Space;

/// <summary>False and true.</summary>
/// <param name="Name">The parameter's name, unique in its space.</param>
public sealed record BooleanDomain(string Name) : DiscreteDomain(Name)
{
    /// <inheritdoc/>
    public override int Count => 2;

    /// <inheritdoc/>
    public override ParameterValue At(int level) => ParameterValue.Of(level == 1);

    /// <inheritdoc/>
    public override int LevelOf(ParameterValue value) =>
        value.Kind != ParameterValueKind.Flag ? -1 : value.AsFlag ? 1 : 0;
}
