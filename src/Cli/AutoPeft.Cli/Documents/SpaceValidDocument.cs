namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft space validate</c> says of a file without faults.</summary>
/// <param name="File">The file.</param>
/// <param name="IsValid">Always true: faults are an error document.</param>
/// <param name="Parameters">How many parameters the space has.</param>
internal sealed record SpaceValidDocument(string File, bool IsValid, int Parameters);
