using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>The one look of all tables: a line under the header, no frame.</summary>
internal static class Tables
{
    /// <summary>An empty table.</summary>
    public static Table Plain() => new() { Border = TableBorder.Simple, UseSafeBorder = true };

    /// <summary>Adds a column of text.</summary>
    public static Table WithText(this Table table, string header) =>
        table.AddColumn(new TableColumn(new Text(header)).LeftAligned());

    /// <summary>Adds a column of numbers.</summary>
    public static Table WithNumbers(this Table table, string header) =>
        table.AddColumn(new TableColumn(new Text(header)) { NoWrap = true }.RightAligned());

    /// <summary>Adds a row of plain texts.</summary>
    public static void Row(this Table table, IEnumerable<string> cells, Style? style = null) =>
        table.AddRow(cells.Select(cell => new Text(cell, style)));
}
