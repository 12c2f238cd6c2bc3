namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>What a text is used for.</summary>
internal enum Split
{
    /// <summary>Trials learn from it.</summary>
    Train,

    /// <summary>The search measures trials on it.</summary>
    Validation,

    /// <summary>The final table is computed from it; the search never sees it.</summary>
    Test,
}
