namespace AutoPeft.Search.MultiFidelity;

/// <summary>How much of a training a measurement stands for, such as 3 epochs: more is dearer and nearer to the truth.</summary>
/// <param name="Amount">The amount, from 1, in the unit of the study.</param>
public readonly record struct Fidelity(int Amount) : IComparable<Fidelity>
{
    /// <summary>Whether the left one is less.</summary>
    public static bool operator <(Fidelity left, Fidelity right) => left.Amount < right.Amount;

    /// <summary>Whether the left one is more.</summary>
    public static bool operator >(Fidelity left, Fidelity right) => left.Amount > right.Amount;

    /// <summary>Whether the left one is not more.</summary>
    public static bool operator <=(Fidelity left, Fidelity right) => left.Amount <= right.Amount;

    /// <summary>Whether the left one is not less.</summary>
    public static bool operator >=(Fidelity left, Fidelity right) => left.Amount >= right.Amount;

    /// <inheritdoc/>
    public int CompareTo(Fidelity other) => Amount.CompareTo(other.Amount);
}
