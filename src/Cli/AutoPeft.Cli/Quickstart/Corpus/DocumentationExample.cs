namespace AutoPeft.Cli.Quickstart.Corpus;

/// <summary>One text of the documentation task.</summary>
/// <param name="Text">The masked summary, in one line.</param>
/// <param name="Area">Its class label.</param>
/// <param name="Type">The outermost type it documents; all texts of a type are in one split.</param>
/// <param name="Member">The identifier of the member it documents.</param>
internal sealed record DocumentationExample(string Text, string Area, string Type, string Member);
