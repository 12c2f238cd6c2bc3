using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>What a remote trainer is told after a report.</summary>
/// <param name="Verdict">Whether to go on.</param>
/// <param name="Reason">Why not; empty to go on.</param>
/// <param name="Trial">The trial as it is now; null when the lease was never given.</param>
public sealed record TrainerAnswer(ReportVerdict Verdict, string Reason, Trial? Trial)
{
    /// <summary>Whether such a lease was ever given for the trial.</summary>
    public bool IsKnown => Trial is not null;
}
