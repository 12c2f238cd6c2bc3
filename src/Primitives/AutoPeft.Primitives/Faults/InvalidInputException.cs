using System.Collections.Immutable;

namespace AutoPeft.Primitives.Faults;

/// <summary>Something the user gave us cannot be used. Carries every fault found, not only the first.</summary>
/// <remarks>Thrown before any work starts and before anything is written; hosts print the faults and exit with code 2.</remarks>
public sealed class InvalidInputException : Exception
{
    /// <summary>Reports these faults.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public InvalidInputException(IEnumerable<Fault> faults)
        : this(InOrder(faults))
    {
    }

    /// <summary>Reports one fault.</summary>
    public InvalidInputException(FaultPlace place, string message, string remedy)
        : this(ImmutableArray.Create(new Fault(place, message, remedy)))
    {
    }

    private InvalidInputException(ImmutableArray<Fault> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        if (faults.IsEmpty)
        {
            throw new ArgumentException("There must be at least one fault.", nameof(faults));
        }

        Faults = faults;
    }

    /// <summary>Everything that is wrong: source by source, from the beginning of each to its end. At least one.</summary>
    public ImmutableArray<Fault> Faults { get; }

    // Readers find what is missing, or contradicts what stands elsewhere, later than what is wrong by itself.
    private static ImmutableArray<Fault> InOrder(IEnumerable<Fault> faults) =>
    [
        .. from fault in faults
           group fault by fault.Place.Source into source
           from fault in source.OrderBy(fault => fault.Place.Line).ThenBy(fault => fault.Place.Column)
           select fault,
    ];
}
