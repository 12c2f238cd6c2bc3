namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft export</c> says.</summary>
/// <param name="Trial">The trial that was exported.</param>
/// <param name="Format">The format's name.</param>
/// <param name="Path">The folder that was written. Full path.</param>
/// <param name="Verdict">How faithful the export is.</param>
/// <param name="Note">Why this trial and this format; null when nothing needs explaining.</param>
internal sealed record ExportDocument(int Trial, string Format, string Path, string Verdict, string? Note = null);
