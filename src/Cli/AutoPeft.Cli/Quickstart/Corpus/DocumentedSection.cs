using System.Collections.Immutable;

namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>One section of a member's documentation.</summary>
/// <param name="Tag">The element's name: <c>summary</c>, <c>param</c>, <c>returns</c>, …</param>
/// <param name="Pieces">Its text in order.</param>
internal sealed record DocumentedSection(string Tag, ImmutableArray<TextPiece> Pieces);
