using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>The one look of all tables: a line under the header, no frame.</summary>
internal static class Tables
{
    /// <summary>An empty table.</summary>
    public static Table Plain() => new() { Border = TableBorder.Simple, UseSafeBorder = true };

    /// <summary>Adds a column of text.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">What it is.</param>
    /// <param name="wraps">Whether long texts go on in the next line; otherwise they are cut.</param>
    public static Table WithText(this Table table, string header, bool wraps = true) =>
        table.AddColumn(new TableColumn(new Text(header)) { NoWrap = !wraps, Padding = new(0, 0, 1, 0) }.LeftAligned());

    /// <summary>Adds a column of numbers.</summary>
    public static Table WithNumbers(this Table table, string header) =>
        table.AddColumn(new TableColumn(new Text(header)) { NoWrap = true, Padding = new(0, 0, 1, 0) }.RightAligned());

    /// <summary>Adds a row of plain texts.</summary>
    public static void Row(this Table table, IEnumerable<string> cells, Style? style = null) =>
        table.AddRow(cells.Select(cell => new Text(cell, style) { Overflow = Overflow.Ellipsis }));
}
