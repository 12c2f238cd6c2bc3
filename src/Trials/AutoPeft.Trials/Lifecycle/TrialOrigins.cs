namespace AutoPeft.Trials.Lifecycle;

/// <summary>What follows from who wanted a trial.</summary>
public static class TrialOrigins
{
    /// <summary>Whether it is part of the search: counts for the sampler, for the front and for the budget.</summary>
    public static bool IsSearch(this TrialOrigin origin) => origin is TrialOrigin.Sampler or TrialOrigin.Enqueued;
}
