using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>The user changed how a study is carried out, maybe while it is.</summary>
/// <param name="Edit">What is different from now on.</param>
public sealed record StudyEdited(StudyEdit Edit) : StudyEvent;
