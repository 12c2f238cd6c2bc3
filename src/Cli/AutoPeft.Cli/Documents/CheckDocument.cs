namespace AutoPeft.Cli.Documents;

/// <summary>Something that AutoPEFT needs or uses, and whether it is there.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="IsOk">Whether it is as it should be.</param>
/// <param name="Finding">What was found. Short.</param>
/// <param name="Remedy">What to do when it is not as it should be; null when it is.</param>
internal sealed record CheckDocument(string Name, bool IsOk, string Finding, string? Remedy = null);
