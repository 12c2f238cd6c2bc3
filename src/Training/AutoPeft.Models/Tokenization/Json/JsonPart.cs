using System.Text.Json;
using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Tokenization.Json;

/// <summary>A part of a <c>tokenizer.json</c> with its name, which notes what is wrong with it.</summary>
/// <param name="Value">The part; undefined when it is absent.</param>
/// <param name="Name">Its path in the file, e.g. <c>model.vocab</c>.</param>
/// <param name="Faults">Where faults go.</param>
internal readonly record struct JsonPart(JsonElement Value, string Name, CheckpointFaults Faults)
{
    private const string Remedy = "Use the tokenizer.json that belongs to the model.";

    /// <summary>Whether there is something other than null.</summary>
    public bool IsThere => Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>What the part's field <c>type</c> says; empty when it says nothing.</summary>
    public string Type => this["type"] is { IsThere: true } type ? type.Text() : "";

    /// <summary>A field of an object; absent when this is no object or has none.</summary>
    public JsonPart this[string field] => new(
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(field, out var inner) ? inner : default,
        Name.Length == 0 ? field : $"{Name}.{field}",
        Faults);

    /// <summary>The items of a list; a fault and none when it is no list.</summary>
    public IEnumerable<JsonPart> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
        {
            Reject("a list");
            yield break;
        }

        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            yield return new(item, $"{Name}[{index++}]", Faults);
        }
    }

    /// <summary>A text; a fault and an empty one when it is none.</summary>
    public string Text() => JsonText.Of(Value) ?? Reject("a text", "");

    /// <summary>A whole number that is not negative; a fault and 0 when it is none.</summary>
    public int Number() =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= 0
            ? number
            : Reject("a whole number, not negative", 0);

    /// <summary>True or false, by default as given; a fault when it is neither.</summary>
    public bool Flag(bool fallback) => Value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => fallback,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Reject("true or false", fallback),
    };

    /// <summary>Notes that what the part asks for is not supported.</summary>
    public void Refuse(string supported) =>
        Faults.Add($"'{Name}' is {CheckpointFaults.Quote(Shown())}; supported: {supported}.", Remedy);

    /// <summary>Notes any other fault of the part.</summary>
    public void Fault(string message) => Faults.Add($"'{Name}' {message}", Remedy);

    private void Reject(string expected) =>
        Faults.Add($"'{Name}' is {CheckpointFaults.Quote(Shown())}; it must be {expected}.", Remedy);

    private T Reject<T>(string expected, T value)
    {
        Reject(expected);

        return value;
    }

    private string Shown() => Value.ValueKind == JsonValueKind.Undefined ? "absent" : Value.GetRawText();
}
