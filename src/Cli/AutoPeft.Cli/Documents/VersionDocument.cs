namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft --version</c> says.</summary>
/// <param name="Version">The version.</param>
/// <param name="Commit">The commit it was built from; null when that is not known.</param>
internal sealed record VersionDocument(string Version, string? Commit);
