using System.Text.Json;

namespace AutoPeft.Training.Data;

/// <summary>Reads one JSON object a line. The columns are the members of the first object.</summary>
internal static class JsonLinesParser
{
    private const string Remedy = "Write one object a line, like {\"text\": \"…\", \"label\": \"…\"}.";

    /// <summary>The table, or null when there is no readable row; rows with faults are left out.</summary>
    public static Table? Parse(string path, string text, FaultLog faults)
    {
        List<string> columns = [];
        List<TableRow> rows = [];
        var line = 0;
        foreach (var content in TextLines.Of(text))
        {
            line++;
            if (ParseObject(content, line, faults) is not { } members)
            {
                continue;
            }

            columns = columns.Count > 0 ? columns : [.. members.Keys];
            rows.Add(new TableRow(line, [.. columns.Select(members.GetValueOrDefault)]));
        }

        if (line == 0)
        {
            faults.Add(0, "The file has no rows.", "Give a file with at least one JSON object.");
        }

        return rows.Count == 0 ? null : new Table(path, columns, rows);
    }

    private static Dictionary<string, string?>? ParseObject(string content, int line, FaultLog faults)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                Dictionary<string, string?> members = [];
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    members[member.Name] = TextOf(member.Value);
                }

                return members;
            }

            faults.Add(line, "The line is not a JSON object.", Remedy);
        }
        catch (JsonException error)
        {
            faults.Add(line, $"The line is not JSON from its byte {error.BytePositionInLine + 1} on.", Remedy);
        }

        return null;
    }

    /// <summary>
    /// A string's text, a number or truth value as it is written, a list of strings as words; null for anything that is no text.
    /// </summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().All(IsWord) =>
            Words.Join(value.EnumerateArray().Select(word => word.GetString()!)),
        _ => null,
    };

    private static bool IsWord(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } word && !word.Contains(' ');
}
