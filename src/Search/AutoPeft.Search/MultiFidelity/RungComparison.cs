namespace AutoPeft.Search.MultiFidelity;

/// <summary>With whom a trial is compared at a rung.</summary>
public enum RungComparison
{
    /// <summary>With all trials that reached it.</summary>
    All,

    /// <summary>
    /// With those that cost no more in any objective that follows from the configuration alone. A small configuration is then
    /// not stopped because larger ones are better: that is the trade-off which is searched.
    /// </summary>
    NoDearer,
}
