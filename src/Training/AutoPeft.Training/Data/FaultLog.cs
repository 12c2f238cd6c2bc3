using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Data;

/// <summary>Collects what is wrong with one file: the first faults in full, the others as a count.</summary>
internal sealed class FaultLog(string source)
{
    /// <summary>
    /// As many faults of one file as a person will read; a wrong column name can make every row faulty.
    /// </summary>
    public const int Limit = 20;

    private readonly List<Fault> _faults = [];
    private int _more;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>Adds a fault at a line, counted from 1; 0 for the file as a whole.</summary>
    public void Add(int line, string message, string remedy)
    {
        if (_faults.Count < Limit)
        {
            _faults.Add(new Fault(new FaultPlace(source, line), message, remedy));
        }
        else
        {
            _more++;
        }
    }

    /// <summary>The faults, closed by "and n more" when there were too many to list.</summary>
    public IEnumerable<Fault> Faults() => _more == 0
        ? _faults
        : _faults.Append(new Fault(new FaultPlace(source), $"… and {_more} more.", "Correct the ones listed first."));
}
