using System.Globalization;

namespace AutoPeft.Search.Space;

/// <summary>The value of one parameter: a number, a text or a flag. The default value is the number 0.</summary>
public readonly struct ParameterValue : IEquatable<ParameterValue>
{
    private readonly double _number;
    private readonly string? _text;

    private ParameterValue(ParameterValueKind kind, double number, string? text)
    {
        Kind = kind;
        _number = number;
        _text = text;
    }

    /// <summary>What this value holds.</summary>
    public ParameterValueKind Kind { get; }

    /// <summary>Whether this value switches something off: the number 0 or the flag false.</summary>
    public bool IsOff => Kind != ParameterValueKind.Text && _number == 0;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">This value is not a number.</exception>
    public double AsNumber => Kind == ParameterValueKind.Number ? _number : throw Mismatch("a number");

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This value is not a text.</exception>
    public string AsText => Kind == ParameterValueKind.Text ? _text! : throw Mismatch("a text");

    /// <summary>The flag.</summary>
    /// <exception cref="InvalidOperationException">This value is not a flag.</exception>
    public bool AsFlag => Kind == ParameterValueKind.Flag ? _number != 0 : throw Mismatch("a flag");

    /// <summary>The value that holds a finite number. Negative zero becomes zero, so that equal numbers print equally.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not finite.</exception>
    public static ParameterValue Of(double number) => double.IsFinite(number)
        ? new(ParameterValueKind.Number, number + 0.0, null)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A parameter's number must be finite.");

    /// <summary>The value that holds a text.</summary>
    public static ParameterValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return new(ParameterValueKind.Text, 0, text);
    }

    /// <summary>The value that holds a flag.</summary>
    public static ParameterValue Of(bool flag) => new(ParameterValueKind.Flag, flag ? 1 : 0, null);

    /// <summary>Whether both values are the same.</summary>
    public static bool operator ==(ParameterValue left, ParameterValue right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(ParameterValue left, ParameterValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ParameterValue other) =>
        Kind == other.Kind && _number == other._number && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _number, _text);

    /// <summary>The value as JSON and YAML write it, without quotes around text.</summary>
    public override string ToString() => Kind switch
    {
        ParameterValueKind.Text => _text!,
        ParameterValueKind.Flag => _number != 0 ? "true" : "false",
        _ => _number.ToString("R", CultureInfo.InvariantCulture),
    };

    private InvalidOperationException Mismatch(string wanted) => new($"The value {this} is not {wanted}.");
}
