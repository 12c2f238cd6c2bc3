using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace AutoPeft.Peft.Methods;

/// <summary>
/// The value of a method's setting as study files and recipes hold it: a number, a flag, a text or a list of texts.
/// </summary>
/// <remarks>Equal by content. Whole numbers and others are one kind: 8 equals 8.0.</remarks>
public sealed class SettingValue : IEquatable<SettingValue>
{
    private readonly object _value;

    private SettingValue(object value) => _value = value;

    /// <summary>A number.</summary>
    public static implicit operator SettingValue(double number) => new(number);

    /// <summary>A flag.</summary>
    public static implicit operator SettingValue(bool flag) => new(flag);

    /// <summary>A text.</summary>
    public static implicit operator SettingValue(string text) => new(text);

    /// <summary>Whether the two hold the same value.</summary>
    public static bool operator ==(SettingValue? left, SettingValue? right) => Equals(left, right);

    /// <summary>Whether the two hold different values.</summary>
    public static bool operator !=(SettingValue? left, SettingValue? right) => !Equals(left, right);

    /// <summary>A number.</summary>
    public static SettingValue OfNumber(double number) => new(number);

    /// <summary>A flag.</summary>
    public static SettingValue OfFlag(bool flag) => new(flag);

    /// <summary>A text.</summary>
    public static SettingValue OfText(string text) => new(text);

    /// <summary>A list of texts, in this order.</summary>
    public static SettingValue OfList(IEnumerable<string> texts) => new(texts.ToImmutableArray());

    /// <summary>Reads a JSON number, flag, text or list of texts.</summary>
    public static bool TryRead(JsonElement element, [NotNullWhen(true)] out SettingValue? value)
    {
        value = element.ValueKind switch
        {
            JsonValueKind.Number when element.TryGetDouble(out var number) && double.IsFinite(number) => OfNumber(number),
            JsonValueKind.True or JsonValueKind.False => OfFlag(element.GetBoolean()),
            JsonValueKind.String => OfText(element.GetString()!),
            JsonValueKind.Array when element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                OfList(element.EnumerateArray().Select(item => item.GetString()!)),
            _ => null,
        };

        return value is not null;
    }

    /// <summary>The value when it is a number.</summary>
    public bool TryNumber(out double number)
    {
        number = _value as double? ?? 0;
        return _value is double;
    }

    /// <summary>The value when it is a number without a fraction that fits 32 bits.</summary>
    public bool TryWholeNumber(out int number)
    {
        var whole = TryNumber(out var value) && value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue;
        number = whole ? (int)value : 0;
        return whole;
    }

    /// <summary>The value when it is a flag.</summary>
    public bool TryFlag(out bool flag)
    {
        flag = _value is true;
        return _value is bool;
    }

    /// <summary>The value when it is a text.</summary>
    public bool TryText([NotNullWhen(true)] out string? text)
    {
        text = _value as string;
        return text is not null;
    }

    /// <summary>The value when it is a list of texts.</summary>
    public bool TryList(out ImmutableArray<string> texts)
    {
        texts = _value is ImmutableArray<string> list ? list : [];
        return _value is ImmutableArray<string>;
    }

    /// <summary>Writes the value as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);

        switch (_value)
        {
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ImmutableArray<string> texts:
                JsonSerializer.Serialize(writer, texts.AsEnumerable());
                break;
        }
    }

    /// <inheritdoc/>
    public bool Equals(SettingValue? other) => other is not null && (_value, other._value) switch
    {
        (ImmutableArray<string> left, ImmutableArray<string> right) => left.SequenceEqual(right, StringComparer.Ordinal),
        _ => _value.Equals(other._value),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SettingValue);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The value as people write it: <c>8</c>, <c>true</c>, <c>relu</c>, <c>[query, value]</c>.</summary>
    public override string ToString() => _value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        ImmutableArray<string> texts => $"[{string.Join(", ", texts)}]",
        _ => (string)_value,
    };
}
