using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Asking;

/// <summary>What somebody who asks for a trial gets: one to carry out, or why there is none.</summary>
/// <param name="Claimed">The trial and the right to write its results; null when there is none now.</param>
/// <param name="IsDone">Whether there will be none any more, unless the study is changed.</param>
/// <param name="Reason">Why there is none, for the person reading; empty with a trial.</param>
public sealed record AskAnswer(ClaimedTrial? Claimed, bool IsDone, string Reason)
{
    /// <summary>The study; null without a trial.</summary>
    public AskedStudy? Study { get; init; }

    /// <summary>The study is over.</summary>
    public static AskAnswer Done(string reason) => new(null, IsDone: true, reason);

    /// <summary>There is no trial to give now; there may be later.</summary>
    public static AskAnswer Wait(string reason) => new(null, IsDone: false, reason);
}
