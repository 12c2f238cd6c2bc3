namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>
/// A piece of documentation text: words, or a reference to a member that a renderer may name or hide.
/// </summary>
/// <param name="Text">The words; of a reference, the identifier it points to, e.g. <c>T:System.String</c>.</param>
/// <param name="IsReference">Whether it is a reference.</param>
internal readonly record struct TextPiece(string Text, bool IsReference = false);
