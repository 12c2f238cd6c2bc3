using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Peft.Formats;

/// <summary>Reads the fields of a JSON object and collects what is wrong with them.</summary>
/// <param name="element">The object; anything else counts as an empty one, with a fault.</param>
/// <param name="source">The file, and the place in it.</param>
/// <param name="faults">Takes the faults.</param>
public sealed class JsonFields(JsonElement element, string source, ICollection<Fault> faults)
{
    private const string Remedy = "Export again, or take a file that this version can read.";

    /// <summary>Where the object stands, for messages.</summary>
    public string Source { get; } = source;

    /// <summary>The object itself.</summary>
    internal JsonElement Element => element;

    /// <summary>The same object with another value of a field, in the same place and with the same faults.</summary>
    internal JsonFields With(string name, JsonNode? value)
    {
        var changed = JsonNode.Parse(element.GetRawText()) as JsonObject ?? [];
        changed[name] = value;

        return new(JsonSerializer.SerializeToElement(changed), Source, faults);
    }

    /// <summary>The value of a field; null when it is absent or JSON's null.</summary>
    public JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text; null, with a fault, when it is missing or something else.</summary>
    public string? Text(string name) =>
        Find(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : Wrong<string>(name, "a text");

    /// <summary>A finite number; the default when it is absent, 0 with a fault when it is something else.</summary>
    public double Number(string name, double? byDefault = null) => Find(name) switch
    {
        null when byDefault is { } value => value,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        _ => Wrong<double>(name, "a number"),
    };

    /// <summary>A whole number; the default when it is absent, 0 with a fault when it is something else.</summary>
    public int WholeNumber(string name, int? byDefault = null) => Find(name) switch
    {
        null when byDefault is { } value => value,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) => number,
        _ => Wrong<int>(name, "a whole number"),
    };

    /// <summary>A flag; the default when it is absent, and with a fault when it is something else.</summary>
    public bool Flag(string name, bool byDefault) => Find(name) switch
    {
        null => byDefault,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => Wrong<bool>(name, "true or false"),
    };

    /// <summary>A list of texts; empty when it is absent, and with a fault when it is something else.</summary>
    public ImmutableArray<string> Texts(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsText) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => None<string>(name, "a list of texts"),
    };

    /// <summary>A list of whole numbers; empty when it is absent, and with a fault when it is something else.</summary>
    public ImmutableArray<int> WholeNumbers(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsWholeNumber) =>
            [.. list.EnumerateArray().Select(item => item.GetInt32())],
        _ => None<int>(name, "a list of whole numbers"),
    };

    /// <summary>A list of finite numbers; empty when it is absent, and with a fault when it is something else.</summary>
    public ImmutableArray<double> Numbers(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(IsNumber) =>
            [.. list.EnumerateArray().Select(item => item.GetDouble())],
        _ => None<double>(name, "a list of numbers"),
    };

    /// <summary>Notes a fault unless a field is absent or has this raw JSON value.</summary>
    public void MustBe(string name, params ReadOnlySpan<string> allowed)
    {
        if (Find(name) is { } value && !allowed.Contains(value.GetRawText()))
        {
            Fault(name, $"{name} is {value.GetRawText()}, which this version cannot express.");
        }
    }

    /// <summary>Notes a fault of a field.</summary>
    public void Fault(string name, string message) => faults.Add(new(new($"{Source}: {name}"), message, Remedy));

    private T? Wrong<T>(string name, string expected)
    {
        Fault(name, $"{name} must be {expected}.");
        return default;
    }

    private ImmutableArray<T> None<T>(string name, string expected)
    {
        Fault(name, $"{name} must be {expected}.");
        return [];
    }

    private static bool IsText(JsonElement item) => item.ValueKind == JsonValueKind.String;

    private static bool IsNumber(JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetDouble(out var number) && double.IsFinite(number);

    private static bool IsWholeNumber(JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _);
}
