using System.Collections.Immutable;

namespace AutoPeft.Peft.Methods;

/// <summary>The settings of one method by field name, as study files and recipes hold them.</summary>
public sealed class MethodSettings
{
    private readonly Dictionary<string, SettingValue> _values;

    /// <summary>Collects settings.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public MethodSettings(IEnumerable<KeyValuePair<string, SettingValue>> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            _values.Add(name, value);
        }
    }

    /// <summary>The names that have a value, in ordinal order.</summary>
    public ImmutableArray<string> Names => [.. _values.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SettingValue this[string name] => _values[name];

    /// <summary>The same settings with this one.</summary>
    public MethodSettings With(string name, SettingValue value) =>
        new(_values.Where(pair => pair.Key != name).Append(KeyValuePair.Create(name, value)));

    /// <summary>The value of a name; null when there is none.</summary>
    public SettingValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>A whole number.</summary>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public int WholeNumber(string name) => this[name].TryWholeNumber(out var number) ? number : throw WrongKind(name);

    /// <summary>A number.</summary>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public double Number(string name) => this[name].TryNumber(out var number) ? number : throw WrongKind(name);

    /// <summary>A flag.</summary>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public bool Flag(string name) => this[name].TryFlag(out var flag) ? flag : throw WrongKind(name);

    /// <summary>A text.</summary>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public string Text(string name) => this[name].TryText(out var text) ? text : throw WrongKind(name);

    /// <summary>A list of texts.</summary>
    /// <exception cref="ArgumentException">The value is of another kind.</exception>
    public ImmutableArray<string> List(string name) => this[name].TryList(out var texts) ? texts : throw WrongKind(name);

    /// <summary>All settings in ordinal order: <c>alpha=16 rank=8</c>.</summary>
    public override string ToString() => string.Join(' ', Names.Select(name => $"{name}={this[name]}"));

    private ArgumentException WrongKind(string name) =>
        new($"The setting {name} holds {this[name]}, which is of another kind.");
}
