namespace AutoPeft.Cli.Documents;

/// <summary>What a command says that changed a study or one of its trials.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trial">The trial's number; null when it is about the study.</param>
/// <param name="Status">The study's status now; null when it is deleted.</param>
/// <param name="Message">What was done, as a sentence.</param>
internal sealed record StudyChangeDocument(string Study, int? Trial, string? Status, string Message);
