using System.Collections.Immutable;

namespace AutoPeft.Training.Pretraining;

/// <summary>Texts that belong together: neighbours may share a sequence, texts of two documents never do.</summary>
/// <param name="Name">What the document is about, for messages.</param>
/// <param name="Texts">Its texts in order; none empty.</param>
public sealed record PretrainingDocument(string Name, ImmutableArray<string> Texts);
