using System.Globalization;

namespace AutoPeft.Training.Data;

/// <summary>A file of rows, read but not yet understood.</summary>
/// <param name="Path">The file's path as the user wrote it.</param>
/// <param name="Columns">The column names; empty when the file has no header.</param>
/// <param name="Rows">The rows below the header; every row of a delimited file has the same number of fields.</param>
internal sealed record Table(string Path, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>
    /// The position of a column given by name or by number, counted from 1. A name wins over a number.
    /// </summary>
    /// <returns>The index, or −1 after a fault was added.</returns>
    public int Find(string column, FaultLog faults)
    {
        var named = Enumerable.Range(0, Columns.Count).Where(index => Columns[index] == column).Take(2).ToArray();
        if (named.Length == 1)
        {
            return named[0];
        }

        if (named.Length > 1)
        {
            faults.Add(1, $"Two columns are called '{column}'.", "Rename one of them, or give the column's number.");
            return -1;
        }

        var width = Columns.Count > 0 ? Columns.Count : Rows.Count > 0 ? Rows[0].Fields.Count : 0;
        if (int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= width)
        {
            return number - 1;
        }

        faults.Add(Columns.Count > 0 ? 1 : 0, $"There is no column '{column}'.", Choices(width));
        return -1;
    }

    private string Choices(int width) => Columns.Count > 0
        ? $"Use one of: {string.Join(", ", Columns.Select(name => $"'{name}'"))}, or a number from 1 to {width}."
        : $"The file has no header, so use a number from 1 to {width}.";
}
