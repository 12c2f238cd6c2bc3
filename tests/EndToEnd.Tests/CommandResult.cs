using System.Text.Json;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as exactly one JSON document.</summary>
    public JsonElement Document => JsonDocument.Parse(Output).RootElement;
}
