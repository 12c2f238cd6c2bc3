namespace AutoPeft.Search.Space;

/// <summary>Whole numbers of an interval, every <see cref="Step"/>-th of them.</summary>
public sealed record IntegerDomain : DiscreteDomain
{
    private const long Exact = 1L << 53;

    /// <summary>The numbers low, low + step, … that do not exceed the end of the range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty, too long to count, or not positive on a log scale.</exception>
    public IntegerDomain(string name, (long Low, long High) range, long step = 1, Scale scale = Scale.Linear)
        : base(name)
    {
        var (low, high) = range;
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low, nameof(range));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(Math.Abs(low), Math.Abs(high)), Exact, nameof(range));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((high - low) / step, int.MaxValue, nameof(range));
        if (scale == Scale.Log)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(low, 1, nameof(range));
        }

        (Low, Step, Scale) = (low, step, scale);
        Count = (int)((high - low) / step) + 1;
    }

    /// <summary>The smallest number.</summary>
    public long Low { get; }

    /// <summary>The largest number that the steps reach.</summary>
    public long High => Low + ((Count - 1) * Step);

    /// <summary>The distance between two numbers. Default 1.</summary>
    public long Step { get; }

    /// <summary>How distances are felt, and how random numbers are spread.</summary>
    public Scale Scale { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override ParameterValue At(int level) => ParameterValue.Of(Low + (level * (double)Step));

    /// <inheritdoc/>
    public override int LevelOf(ParameterValue value)
    {
        if (value.Kind != ParameterValueKind.Number)
        {
            return -1;
        }

        var level = (value.AsNumber - Low) / Step;
        return level >= 0 && level < Count && level == Math.Floor(level) ? (int)level : -1;
    }

    /// <inheritdoc/>
    /// <remarks>On a log scale each number owns the interval of half a step around it, so small numbers are drawn more often.</remarks>
    public override ParameterValue FromUnit(double place)
    {
        if (Scale == Scale.Linear)
        {
            return base.FromUnit(place);
        }

        var (from, to) = (Math.Log(Low - (0.5 * Math.Min(Step, Low))), Math.Log(High + (0.5 * Step)));
        var level = (Math.Exp(from + (place * (to - from))) - Low) / Step;
        return At(Math.Clamp((int)Math.Round(level), 0, Count - 1));
    }

    /// <inheritdoc/>
    public override double ToUnit(ParameterValue value) => Scale == Scale.Linear || Count == 1
        ? base.ToUnit(value)
        : (Math.Log(value.AsNumber) - Math.Log(Low)) / (Math.Log(High) - Math.Log(Low));
}
