using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Postgres;

/// <summary>The numbers by which the database knows the states of trials. Never change one: rows hold them.</summary>
internal static class StateNumbers
{
    public const short Queued = (short)TrialState.Queued;
    public const short Leased = (short)TrialState.Leased;
    public const short Running = (short)TrialState.Running;
    public const short Cancelled = (short)TrialState.Cancelled;
}
