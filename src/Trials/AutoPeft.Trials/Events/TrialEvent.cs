namespace AutoPeft.Trials.Events;

/// <summary>Something that happened to one trial.</summary>
/// <param name="Trial">The trial's number.</param>
public abstract record TrialEvent(int Trial) : StudyEvent;
