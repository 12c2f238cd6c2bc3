using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft trial log</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Lines">What happened to it, first to last.</param>
internal sealed record TrialLogDocument(string Study, int Trial, ImmutableArray<TrialLogLine> Lines);
