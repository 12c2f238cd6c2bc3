using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>A set of names without an order.</summary>
public sealed record CategoricalDomain : DiscreteDomain
{
    /// <summary>The domain of these names.</summary>
    /// <exception cref="ArgumentException">There is no name, or one is there twice.</exception>
    public CategoricalDomain(string name, IEnumerable<string> choices)
        : base(name)
    {
        Choices = [.. choices];
        if (Choices.IsEmpty || Choices.Distinct(StringComparer.Ordinal).Count() != Choices.Length)
        {
            throw new ArgumentException("The choices must be different, and at least one.", nameof(choices));
        }
    }

    /// <summary>The names, in the order of the definition, which has no meaning.</summary>
    public ImmutableArray<string> Choices { get; }

    /// <inheritdoc/>
    public override int Count => Choices.Length;

    /// <summary>One number a name (one-hot), since no name lies between two others; a single number for two names.</summary>
    public override int EncodedLength => Count > 2 ? Count : 1;

    /// <inheritdoc/>
    public override ParameterValue At(int level) => ParameterValue.Of(Choices[level]);

    /// <inheritdoc/>
    public override int LevelOf(ParameterValue value) =>
        value.Kind == ParameterValueKind.Text ? Choices.IndexOf(value.AsText) : -1;

    /// <inheritdoc/>
    /// <remarks>All other names.</remarks>
    public override IEnumerable<ParameterValue> Neighbours(ParameterValue value) => Levels().Where(other => other != value);

    /// <inheritdoc/>
    public override void Encode(ParameterValue? value, Span<double> destination)
    {
        if (EncodedLength == 1)
        {
            base.Encode(value, destination);
            return;
        }

        destination[..Count].Fill(value is null ? 1.0 / Count : 0);
        if (value is { } present)
        {
            destination[LevelOf(present)] = 1;
        }
    }
}
