namespace AutoPeft.Training.Data;

/// <summary>How a file of rows is written.</summary>
public enum TableFormat
{
    /// <summary>Tab-separated as GLUE writes it: one row a line, no quoting, so quotation marks are text.</summary>
    Tsv,

    /// <summary>Comma-separated with quoting, RFC 4180; a quoted field may span lines.</summary>
    Csv,

    /// <summary>One JSON object a line; columns are its members.</summary>
    JsonLines,
}
