using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Api;

/// <summary>Study files that are not kept yet.</summary>
internal static class SpacesApi
{
    /// <summary>What a study file would do: its size and costs, or its faults.</summary>
    public static StudyCheck Check(NewStudyDocument study, StudyChecker checker) => checker.Check(study.Text);
}
