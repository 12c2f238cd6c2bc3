using System.Globalization;

namespace AutoPeft.Primitives.Faults;

/// <summary>A place in something the user gave us.</summary>
/// <param name="Source">The file's path as the user would write it, or the name of an option or field.</param>
/// <param name="Line">The line, counted from 1; 0 when the place has no line.</param>
/// <param name="Column">The column, counted from 1; 0 when the place has no column.</param>
public readonly record struct FaultPlace(string Source, int Line = 0, int Column = 0)
{
    /// <summary>The place as compilers write it: <c>file:line:column</c>, without the parts that are 0.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => Source,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}"),
    };
}
