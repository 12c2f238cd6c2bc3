using System.Globalization;
using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// Reads fields of a JSON object and remembers everything that is wrong with them, so that all is reported at once.
/// </summary>
internal sealed class ConfigReader(JsonElement root, string path)
{
    private readonly CheckpointFaults _faults = new(path);

    /// <summary>
    /// A whole number in a range; without a default it must be there. After a fault the value is the smallest allowed.
    /// </summary>
    public int Integer(string name, int minimum, int maximum, int? fallback = null)
    {
        if (Find(name) is not { } value)
        {
            return fallback ?? Missing(name, minimum);
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= minimum && number <= maximum)
        {
            return number;
        }

        Reject(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {minimum} to {maximum}"));
        return minimum;
    }

    /// <summary>A number in [minimum, maximum); null and absent give the default.</summary>
    public float Number(string name, float minimum, float maximum, float fallback)
    {
        if (Find(name) is not { } value)
        {
            return fallback;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number)
            && number >= minimum && number < maximum)
        {
            return number;
        }

        Reject(name, value, string.Create(CultureInfo.InvariantCulture, $"a number in [{minimum}, {maximum})"));
        return fallback;
    }

    /// <summary>True or false; null and absent give the default.</summary>
    public bool Flag(string name, bool fallback) => OptionalFlag(name) ?? fallback;

    /// <summary>True or false; null and absent give null.</summary>
    public bool? OptionalFlag(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Reject(name, value, "true or false");
        return null;
    }

    /// <summary>
    /// A token, written as a text or as an object with a text <c>content</c>; null and absent give the default.
    /// </summary>
    public string Token(string name, string fallback)
    {
        if (Find(name) is not { } value)
        {
            return fallback;
        }

        var content = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("content", out var inner)
            ? inner
            : value;
        if (content.ValueKind == JsonValueKind.String && JsonText.Of(content) is { Length: > 0 } text)
        {
            return text;
        }

        Reject(name, value, "a text that is not empty");
        return fallback;
    }

    /// <summary>One of these texts; null and absent give the first.</summary>
    public string OneOf(string name, params IReadOnlyList<string> allowed)
    {
        if (Find(name) is not { } value)
        {
            return allowed[0];
        }

        if (value.ValueKind == JsonValueKind.String
            && allowed.FirstOrDefault(text => value.ValueEquals(text)) is { } found)
        {
            return found;
        }

        Reject(name, value, string.Join(", ", allowed));
        return allowed[0];
    }

    /// <summary>Notes a fault that several fields make together.</summary>
    public void Add(string message, string remedy) => _faults.Add(message, remedy);

    /// <exception cref="InvalidInputException">Something was wrong.</exception>
    public void ThrowIfAny() => _faults.ThrowIfAny();

    private JsonElement? Find(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private int Missing(string name, int value)
    {
        _faults.Add($"The field '{name}' is missing.", "Take the config.json that belongs to the weights.");
        return value;
    }

    private void Reject(string name, JsonElement value, string allowed) =>
        _faults.Add(
            $"The field '{name}' is {CheckpointFaults.Quote(value.GetRawText())}; allowed: {allowed}.",
            "Correct the field.");
}
