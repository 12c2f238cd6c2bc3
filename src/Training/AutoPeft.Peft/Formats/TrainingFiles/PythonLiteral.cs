using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>Values as Python writes them.</summary>
internal static class PythonLiteral
{
    /// <summary>A JSON value; objects with one entry a line.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">What its lines begin with, but for the first.</param>
    public static string Of(JsonNode? value, string indent = "") => value switch
    {
        null => "None",
        JsonObject map => $"{{\n{string.Concat(map.Select(entry => $"{indent}    {Of(entry.Key)}: {Of(entry.Value, indent + "    ")},\n"))}{indent}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Of(item)))}]",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => Of(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    /// <summary>A text, in ASCII.</summary>
    public static string Of(string? text) => text is null ? "None" : $"\"{string.Concat(text.EnumerateRunes().Select(Escaped))}\"";

    /// <summary>A whole number.</summary>
    public static string Of(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "None";

    /// <summary>A number.</summary>
    public static string OfNumber(double number) => Of(PortableJson.Float(number));

    // JSON writes what is beyond 16 bits as two escapes, which Python takes for two characters.
    private static string Escaped(Rune rune) => rune.Value switch
    {
        '"' or '\\' => $"\\{rune}",
        >= ' ' and <= '~' => rune.ToString(),
        <= char.MaxValue => FormattableString.Invariant($"\\u{rune.Value:x4}"),
        _ => FormattableString.Invariant($"\\U{rune.Value:x8}"),
    };
}
