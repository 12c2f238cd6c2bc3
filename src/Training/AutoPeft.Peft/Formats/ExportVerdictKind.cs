namespace AutoPeft.Peft.Formats;

/// <summary>How faithfully a target can hold a configuration.</summary>
public enum ExportVerdictKind
{
    /// <summary>The target computes what we computed, up to the rounding of its own arithmetic.</summary>
    Exact,

    /// <summary>The target loads the export and computes something else; the reasons say what differs.</summary>
    Approximate,

    /// <summary>The target cannot hold it; the reasons say why.</summary>
    Impossible,
}
