namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>Which of the ranks that one training made are measured and exported.</summary>
public enum DyloraRanks
{
    /// <summary>The used rank in every module, as in the paper.</summary>
    Uniform,

    /// <summary>The used rank in the mean: each module as much of it as brings its update near to that of the largest rank.</summary>
    Shared,
}
