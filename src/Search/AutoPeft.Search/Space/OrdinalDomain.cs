using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>An ordered list of numbers, evenly spaced as far as the search is concerned, such as 0, 1, 3, 6, 12.</summary>
public sealed record OrdinalDomain : DiscreteDomain
{
    /// <summary>The domain of these numbers.</summary>
    /// <exception cref="ArgumentException">There is no number, one is not finite, or they do not strictly increase.</exception>
    public OrdinalDomain(string name, IEnumerable<double> choices)
        : base(name)
    {
        Choices = [.. choices];
        if (Choices.IsEmpty || !Choices.All(double.IsFinite) || Choices.Zip(Choices.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("The choices must be finite and strictly increasing, and at least one.", nameof(choices));
        }
    }

    /// <summary>The numbers, strictly increasing.</summary>
    public ImmutableArray<double> Choices { get; }

    /// <inheritdoc/>
    public override int Count => Choices.Length;

    /// <inheritdoc/>
    public override ParameterValue At(int level) => ParameterValue.Of(Choices[level]);

    /// <inheritdoc/>
    public override int LevelOf(ParameterValue value) =>
        value.Kind == ParameterValueKind.Number ? Math.Max(-1, Choices.BinarySearch(value.AsNumber)) : -1;
}
