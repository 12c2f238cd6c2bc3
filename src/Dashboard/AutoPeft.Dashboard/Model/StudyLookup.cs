using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Model;

/// <summary>Looks up studies by names that come from addresses.</summary>
internal static class StudyLookup
{
    /// <summary>The study; null when there is none of this name.</summary>
    public static async Task<StudyRecord?> FindStudyAsync(
        this IStudyStore store, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadStudyAsync(name, cancellationToken);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
