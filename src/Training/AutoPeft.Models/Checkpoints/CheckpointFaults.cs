using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// Collects what is wrong with a file. A hostile file can hold a million faults, so only the first are kept in full.
/// </summary>
internal sealed class CheckpointFaults(string source)
{
    private const int Limit = 50;
    private const int NameLimit = 120;

    private readonly List<Fault> _faults = [];
    private int _omitted;

    public string Source { get; } = source;

    public bool IsEmpty => _faults.Count == 0;

    /// <summary>
    /// A name from a file as it may stand in a message: quoted, without control characters, not too long.
    /// </summary>
    public static string Quote(string name)
    {
        var shown = name.Length <= NameLimit ? name : string.Concat(name.AsSpan(0, NameLimit), "…");

        return "'" + string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)) + "'";
    }

    public void Add(string message, string remedy) => Add(new Fault(new FaultPlace(Source), message, remedy));

    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            Add(fault);
        }
    }

    /// <exception cref="InvalidInputException">There is at least one fault.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new InvalidInputException(_faults.Concat(Omitted()));
        }
    }

    private void Add(Fault fault)
    {
        if (_faults.Count < Limit)
        {
            _faults.Add(fault);
        }
        else
        {
            _omitted++;
        }
    }

    private ImmutableArray<Fault> Omitted() => _omitted == 0
        ? []
        : [new(
            new FaultPlace(Source),
            string.Create(CultureInfo.InvariantCulture, $"There are {_omitted} more faults like these."),
            "Mend the ones above first.")];
}
