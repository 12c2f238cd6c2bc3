namespace AutoPeft.Tensors.Shapes;

/// <summary>The extent of a tensor along each axis, outermost first. Rank 0 (a scalar) to 4; every extent at least 0.</summary>
public readonly record struct Shape
{
    private readonly int _d0;
    private readonly int _d1;
    private readonly int _d2;
    private readonly int _d3;

    /// <summary>A shape with these extents.</summary>
    /// <exception cref="ArgumentException">More than four extents, or a negative one.</exception>
    public Shape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > 4)
        {
            throw new ArgumentException($"A shape has at most 4 axes, not {extents.Length}.", nameof(extents));
        }

        foreach (var extent in extents)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(extents));
        }

        Rank = extents.Length;
        _d0 = Rank > 0 ? extents[0] : 0; // 0 where there is no axis: a scalar equals default
        _d1 = Rank > 1 ? extents[1] : 0;
        _d2 = Rank > 2 ? extents[2] : 0;
        _d3 = Rank > 3 ? extents[3] : 0;
    }

    /// <summary>The number of axes, 0 to 4.</summary>
    public int Rank { get; }

    /// <summary>The number of elements: the product of the extents, 1 for a scalar.</summary>
    public int Count => checked(Rank switch
    {
        0 => 1,
        1 => _d0,
        2 => _d0 * _d1,
        3 => _d0 * _d1 * _d2,
        _ => _d0 * _d1 * _d2 * _d3,
    });

    /// <summary>The extent of the innermost axis; 1 for a scalar.</summary>
    public int Last => Rank == 0 ? 1 : this[Rank - 1];

    /// <summary>The number of rows when everything but the innermost axis is flattened.</summary>
    public int Rows => Last == 0 ? 0 : Count / Last;

    /// <summary>The extent of one axis, counted from 0 (outermost); negative counts from the innermost, −1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis]
    {
        get
        {
            var index = axis < 0 ? axis + Rank : axis;
            if ((uint)index >= (uint)Rank)
            {
                throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The shape {this} has {Rank} axes.");
            }

            return index switch { 0 => _d0, 1 => _d1, 2 => _d2, _ => _d3 };
        }
    }

    /// <summary>The same shape with another innermost extent.</summary>
    public Shape WithLast(int extent) => Rank switch
    {
        1 => new(extent),
        2 => new(_d0, extent),
        3 => new(_d0, _d1, extent),
        4 => new(_d0, _d1, _d2, extent),
        _ => throw new InvalidOperationException("A scalar has no innermost axis."),
    };

    /// <summary>Whether the innermost extents are those of <paramref name="other"/>: true for a scalar.</summary>
    public bool EndsWith(Shape other)
    {
        if (other.Rank > Rank)
        {
            return false;
        }

        for (var axis = 1; axis <= other.Rank; axis++)
        {
            if (this[-axis] != other[-axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The shape as it is written in messages: <c>[2, 3]</c>.</summary>
    public override string ToString() => Rank switch
    {
        0 => "[]",
        1 => $"[{_d0}]",
        2 => $"[{_d0}, {_d1}]",
        3 => $"[{_d0}, {_d1}, {_d2}]",
        _ => $"[{_d0}, {_d1}, {_d2}, {_d3}]",
    };
}
