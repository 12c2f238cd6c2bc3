namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft quickstart --show-study</c> says.</summary>
/// <param name="Study">The study file's content.</param>
internal sealed record StudyFileDocument(string Study);
