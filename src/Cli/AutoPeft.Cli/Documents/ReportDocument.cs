namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft report</c> says.</summary>
/// <param name="Study">The study's name.</param>
/// <param name="Path">The file that was written.</param>
internal sealed record ReportDocument(string Study, string Path);
