namespace AutoPeft.Search.Space;

/// <summary>A domain whose values can be counted.</summary>
/// <param name="Name">The parameter's name, unique in its space.</param>
public abstract record DiscreteDomain(string Name) : ParameterDomain(Name)
{
    /// <summary>How many values there are. At least 1.</summary>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public sealed override int? LevelCount => Count;

    /// <summary>The value of a level.</summary>
    /// <param name="level">From 0 to <see cref="Count"/> − 1.</param>
    public abstract ParameterValue At(int level);

    /// <summary>The level of a value; −1 when the value does not belong to the domain.</summary>
    public abstract int LevelOf(ParameterValue value);

    /// <inheritdoc/>
    public sealed override bool Contains(ParameterValue value) => LevelOf(value) >= 0;

    /// <inheritdoc/>
    public override ParameterValue FromUnit(double place) => At(Math.Clamp((int)(place * Count), 0, Count - 1));

    /// <inheritdoc/>
    public override double ToUnit(ParameterValue value) => Count == 1 ? 0.5 : LevelOf(value) / (Count - 1.0);

    /// <inheritdoc/>
    public sealed override IEnumerable<ParameterValue> Levels() => Enumerable.Range(0, Count).Select(At);

    /// <inheritdoc/>
    /// <remarks>Ordered levels: steps of 1, 2, 4, … in both directions, and both ends.</remarks>
    public override IEnumerable<ParameterValue> Neighbours(ParameterValue value)
    {
        var level = LevelOf(value);
        var last = Count - 1;
        var moves = new SortedSet<int> { 0, last };
        for (long step = 1; step <= last; step *= 2)
        {
            moves.Add((int)Math.Max(0, level - step));
            moves.Add((int)Math.Min(last, level + step));
        }

        moves.Remove(level);
        return moves.Select(At);
    }
}
