namespace AutoPeft.Search.Space;

/// <summary>The values that one parameter may take, and how far apart they are.</summary>
/// <remarks>Every domain is mapped to and from [0, 1]: samplers draw there, and surrogates measure distances there.</remarks>
/// <param name="Name">The parameter's name, unique in its space.</param>
public abstract record ParameterDomain(string Name)
{
    /// <summary>When the parameter exists. Null, the default: always.</summary>
    public Condition? When { get; init; }

    /// <summary>How many values there are; null when they are not countable.</summary>
    public abstract int? LevelCount { get; }

    /// <summary>How many numbers <see cref="Encode"/> writes.</summary>
    public virtual int EncodedLength => 1;

    /// <summary>Whether the value belongs to the domain.</summary>
    public abstract bool Contains(ParameterValue value);

    /// <summary>The value at a place of [0, 1]; uniform places give the domain's natural distribution.</summary>
    public abstract ParameterValue FromUnit(double place);

    /// <summary>The place of a value in [0, 1], as the scale has it; levels of a list are evenly spaced.</summary>
    public abstract double ToUnit(ParameterValue value);

    /// <summary>All values in order. Empty when they are not countable.</summary>
    public abstract IEnumerable<ParameterValue> Levels();

    /// <summary>The values one local-search move away, without <paramref name="value"/> itself.</summary>
    public abstract IEnumerable<ParameterValue> Neighbours(ParameterValue value);

    /// <summary>Writes the value as numbers in [0, 1] for a surrogate; null, an inactive parameter, sits in the middle.</summary>
    public virtual void Encode(ParameterValue? value, Span<double> destination) =>
        destination[0] = value is { } present ? ToUnit(present) : 0.5;
}
