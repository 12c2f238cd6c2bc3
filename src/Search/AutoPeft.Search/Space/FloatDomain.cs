namespace AutoPeft.Search.Space;

/// <summary>All numbers of an interval.</summary>
public sealed record FloatDomain : ParameterDomain
{
    /// <summary>The interval from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ends are not finite or not increasing, or not positive on a log scale.</exception>
    public FloatDomain(string name, double low, double high, Scale scale = Scale.Linear)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(low) && double.IsFinite(high), false, nameof(low));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        if (scale == Scale.Log)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        }

        (Low, High, Scale) = (low, high, scale);
    }

    /// <summary>The smallest number.</summary>
    public double Low { get; }

    /// <summary>The largest number.</summary>
    public double High { get; }

    /// <summary>How distances are felt, and how random numbers are spread.</summary>
    public Scale Scale { get; }

    /// <inheritdoc/>
    public override int? LevelCount => null;

    /// <inheritdoc/>
    public override bool Contains(ParameterValue value) =>
        value.Kind == ParameterValueKind.Number && value.AsNumber >= Low && value.AsNumber <= High;

    /// <inheritdoc/>
    public override ParameterValue FromUnit(double place)
    {
        var number = Scale == Scale.Log
            ? Math.Exp(Math.Log(Low) + (place * (Math.Log(High) - Math.Log(Low))))
            : Low + (place * (High - Low));

        return ParameterValue.Of(Math.Clamp(number, Low, High));
    }

    /// <inheritdoc/>
    public override double ToUnit(ParameterValue value)
    {
        var place = Scale == Scale.Log
            ? (Math.Log(value.AsNumber) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low))
            : (value.AsNumber - Low) / (High - Low);

        return Math.Clamp(place, 0, 1);
    }

    /// <inheritdoc/>
    public override IEnumerable<ParameterValue> Levels() => [];

    /// <inheritdoc/>
    /// <remarks>Steps of 1/64, 1/16 and 1/4 of the range in both directions, cut at the ends.</remarks>
    public override IEnumerable<ParameterValue> Neighbours(ParameterValue value)
    {
        var place = ToUnit(value);
        double[] moves = [place - 0.25, place - 0.0625, place - 0.015625, place + 0.015625, place + 0.0625, place + 0.25];

        return moves.Select(move => FromUnit(Math.Clamp(move, 0, 1))).Where(moved => moved != value).Distinct();
    }
}
