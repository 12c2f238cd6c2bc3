using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Journal;

/// <summary>Tells of a study that nobody carries out although its status says so.</summary>
internal static class Interruption
{
    /// <summary>Why, and what continues it, in sentences; null while somebody carries it out, and where nobody can tell.</summary>
    public static string? Of(StudyRecord study, StudyFolders folders) =>
        study.Status is StudyStatus.Running or StudyStatus.Draining && folders.WhyFree(study.Header.Name) is { } reason
            ? $"Nobody carries it out: {reason}. {Continuation(study.Header)}"
            : null;

    private static string Continuation(StudyHeader study) => BlackBoxFile.IsDefinition(study.Definition)
        ? "The same 'autopeft optimize' command again continues it, or a trainer that asks for a trial."
        : $"The same command again continues it, or 'autopeft sweep run {study.Name}'.";
}
