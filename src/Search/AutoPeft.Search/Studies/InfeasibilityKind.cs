namespace AutoPeft.Search.Studies;

/// <summary>Why a configuration has no objective values.</summary>
public enum InfeasibilityKind
{
    /// <summary>It breaks a constraint that only measuring it could reveal.</summary>
    Constraint,

    /// <summary>It needs more memory than there is.</summary>
    OutOfMemory,

    /// <summary>Its training diverged.</summary>
    Diverged,

    /// <summary>It failed for another reason, each time it was tried.</summary>
    Failed,
}
