using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Documents;

/// <summary>A study in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it proposes trials.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Completed">How many of them are completed.</param>
/// <param name="Created">When it was created.</param>
/// <param name="Changed">When anything happened last.</param>
/// <param name="Interruption">Why nobody carries it out although its status says so, and what continues it; null when there is nothing to say.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
internal sealed record StudySummaryDocument(
    string Name, string Status, int Trials, int Completed, DateTimeOffset Created, DateTimeOffset Changed, string? Interruption, string? Fault)
{
    /// <summary>The document of a summary.</summary>
    public static StudySummaryDocument Of(StudySummary study) => new(
        study.Name,
        TrialDocument.Word(study.Status),
        study.Trials,
        study.Completed,
        study.Created,
        study.Changed,
        study.Interruption,
        string.IsNullOrEmpty(study.Fault) ? null : study.Fault);
}
