namespace AutoPeft.Cli.Documents;

/// <summary>A result of an export, measured again.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Split">On which part of the data.</param>
/// <param name="Stored">What the export says.</param>
/// <param name="Measured">What was measured now.</param>
/// <param name="Equal">Whether both are the same to the last digit.</param>
internal sealed record VerifiedResultDocument(string Metric, string Split, double Stored, double Measured, bool Equal);
