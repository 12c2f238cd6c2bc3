using AutoPeft.Dashboard.Model.Drafts;

namespace AutoPeft.Dashboard.Api;

/// <summary>Study files that are not kept yet.</summary>
internal static class SpacesApi
{
    /// <summary>What a study file would do: its size and costs, or its faults.</summary>
    public static Task<StudyCheck> CheckAsync(NewStudyDocument study, StudyChecker checker, CancellationToken cancellationToken) => checker.CheckAsync(study.Text ?? string.Empty, cancellationToken);
}
