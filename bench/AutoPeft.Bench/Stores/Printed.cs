using System.Text.Json;

namespace AutoPeft.Bench.Stores;

/// <summary>How reports are printed.</summary>
internal static class Printed
{
    private static readonly JsonSerializerOptions Readable = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The report as one JSON document, or as a line.</summary>
    public static string Of<T>(T report, bool isJson) => isJson ? JsonSerializer.Serialize(report, Readable) : report!.ToString()!;
}
