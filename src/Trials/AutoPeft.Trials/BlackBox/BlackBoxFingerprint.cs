using AutoPeft.Trials.Binding;

namespace AutoPeft.Trials.BlackBox;

/// <summary>What decides the result of an evaluation and the order of trials. Budget, limits, concurrency and retries are left out.</summary>
internal static class BlackBoxFingerprint
{
    public static StudyFingerprint Of(BlackBoxStudy study) => new(
    [
        .. StudyFingerprint.OfSpace(study.Space),
        .. study.Objectives.Select(objective => $"objective: {objective}"),
        .. study.Plan.Snapshot.Constraints.Select(constraint => $"constraint: {constraint}"),
        $"command: {string.Join(' ', study.Command)}",
        .. StudyFingerprint.OfControl(study.Plan.Control),
    ]);
}
