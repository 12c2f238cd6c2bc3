namespace AutoPeft.Trials.Definition;

/// <summary>How a data file is written.</summary>
public enum DataFormat
{
    /// <summary>Columns separated by tabs; quotes mean nothing.</summary>
    Tsv,

    /// <summary>Columns separated by commas, quoted as RFC 4180 has it.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}
