namespace AutoPeft.Cli.Documents;

/// <summary>An optional engine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="IsBuiltIn">Whether this build has it.</param>
/// <param name="Reason">Why it is not built in; null when it is.</param>
/// <param name="Switch">The build switch that turns it on.</param>
internal sealed record EngineDocument(string Name, string Purpose, bool IsBuiltIn, string? Reason, string Switch);
