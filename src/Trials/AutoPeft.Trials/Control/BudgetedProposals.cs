using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Counts proposals against a budget of trials. Both stores count by it, where nobody can be between counting and queueing.</summary>
public static class BudgetedProposals
{
    /// <summary>The first proposals that the budget allows. Baselines, and what the study has already, cost nothing.</summary>
    /// <param name="left">How many trials are left; null for no limit.</param>
    /// <param name="proposals">The proposals.</param>
    /// <param name="isKnown">Whether the study has it already.</param>
    public static IEnumerable<TrialProposal> Within(int? left, IEnumerable<TrialProposal> proposals, Func<TrialProposal, bool> isKnown)
    {
        foreach (var proposal in proposals)
        {
            if (proposal.Origin == TrialOrigin.Baseline || isKnown(proposal))
            {
                yield return proposal;
            }
            else if (left is null || left-- > 0)
            {
                yield return proposal;
            }
        }
    }
}
