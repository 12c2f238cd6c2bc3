using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api;

/// <summary>What was done to many trials.</summary>
/// <param name="Trials">The numbers of the trials for which it was asked; those that changed meanwhile stayed as they were.</param>
internal sealed record BatchAnswerDocument(ImmutableArray<int> Trials);
