namespace AutoPeft.Trials.Lifecycle;

/// <summary>Why a configuration cannot be trained.</summary>
public enum InfeasibleCause
{
    /// <summary>It needs more memory than the device has.</summary>
    OutOfMemory,

    /// <summary>Its loss became infinite or not a number.</summary>
    Diverged,

    /// <summary>It breaks a constraint that only measuring it could reveal.</summary>
    Constraint,
}
