namespace AutoPeft.Trials.Accounts;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
public enum AccessRole
{
    /// <summary>Look at everything but users and keys.</summary>
    Viewer,

    /// <summary>Start, pause and stop sweeps; retry and cancel trials; write notes.</summary>
    Operator,

    /// <summary>Look after users and keys; set up notifications; remove studies.</summary>
    Admin,
}
