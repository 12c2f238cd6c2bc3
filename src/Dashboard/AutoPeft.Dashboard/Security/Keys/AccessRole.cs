namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>What somebody may do; each role may do what those before it may.</summary>
public enum AccessRole
{
    /// <summary>Look at everything but keys.</summary>
    Viewer,

    /// <summary>Start, pause and stop sweeps; retry and cancel trials; write notes.</summary>
    Operator,

    /// <summary>Make and withdraw keys; set up notifications.</summary>
    Admin,
}
