using System.Globalization;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>How much of a training a measurement stands for, such as 3 epochs: more is dearer and nearer to the truth.</summary>
/// <param name="Amount">The amount, from 1, in the unit of the study.</param>
public readonly record struct Fidelity(int Amount) : IComparable<Fidelity>
{
    private const int Millionths = 1_000_000;

    /// <summary>All of the data, in <see cref="FidelityUnit.Share"/>.</summary>
    public static Fidelity AllData { get; } = new(Millionths);

    /// <summary>As a share of the data, in (0, 1], where that is the unit.</summary>
    public double Share => (double)Amount / Millionths;

    /// <summary>The fidelity of a share of the data.</summary>
    /// <param name="share">The share, in (0, 1].</param>
    public static Fidelity OfShare(double share) => new(Math.Max(1, (int)Math.Round(share * Millionths)));

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

    /// <summary>As people say it, e.g. <c>3 epochs</c>, <c>11.1 % of the data</c>.</summary>
    public string In(FidelityUnit unit) => unit switch
    {
        FidelityUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{Share * 100:0.###} % of the data"),
        FidelityUnit.Steps => string.Create(CultureInfo.InvariantCulture, $"{Amount} step{(Amount == 1 ? string.Empty : "s")}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Amount} epoch{(Amount == 1 ? string.Empty : "s")}"),
    };
}
