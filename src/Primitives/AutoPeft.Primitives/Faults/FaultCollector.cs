using System.Collections.Immutable;

namespace AutoPeft.Primitives.Faults;

/// <summary>Gathers faults while input is read, so that all of them are reported at once. Not safe for several threads.</summary>
public sealed class FaultCollector
{
    private readonly List<Fault> _faults = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>How many faults there are so far; compare two counts to see whether a part was sound.</summary>
    public int Count => _faults.Count;

    /// <summary>Everything that is wrong so far, in the order found.</summary>
    public ImmutableArray<Fault> Faults => [.. _faults];

    /// <summary>Adds a fault.</summary>
    public void Add(Fault fault) => _faults.Add(fault);

    /// <summary>Adds a fault.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="message">What is wrong, with the value found and what is allowed. One sentence.</param>
    /// <param name="remedy">What the user can do about it. One sentence, imperative.</param>
    public void Add(FaultPlace place, string message, string remedy) => Add(new Fault(place, message, remedy));

    /// <summary>Throws what was gathered, if anything.</summary>
    /// <exception cref="InvalidInputException">There is at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new InvalidInputException(_faults);
        }
    }
}
