namespace AutoPeft.Training.Data;

/// <summary>What a row is used for.</summary>
internal enum SplitKind
{
    /// <summary>Trained on.</summary>
    Train,

    /// <summary>Measured during the search.</summary>
    Validation,

    /// <summary>Measured once, after the search.</summary>
    Test,
}
