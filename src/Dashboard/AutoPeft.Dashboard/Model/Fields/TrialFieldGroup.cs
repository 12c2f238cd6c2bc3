namespace AutoPeft.Dashboard.Model.Fields;

/// <summary>What kind of thing a field says.</summary>
public enum TrialFieldGroup
{
    /// <summary>How the trial went.</summary>
    Trial,

    /// <summary>What the study optimises.</summary>
    Objective,

    /// <summary>What was measured or computed besides.</summary>
    Metric,

    /// <summary>What was tried.</summary>
    Parameter,
}
