using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AutoPeft.Search.Space;

/// <summary>A point of a search space: the values of its active parameters. Immutable, compared by value.</summary>
/// <remarks>
/// Parameters are kept in ordinal order of their names, so two configurations that say the same are equal, print the same
/// JSON and have the same <see cref="Hash"/> on every machine and in every version.
/// </remarks>
[SuppressMessage("Naming", "CA1724", Justification = "The field's word; nothing here uses System.Configuration.")]
public sealed class Configuration : IEquatable<Configuration>
{
    private readonly string[] _names;
    private readonly ParameterValue[] _values;
    private string? _hash;

    /// <summary>The configuration with these values, given in any order.</summary>
    /// <exception cref="ArgumentException">A name appears twice.</exception>
    public Configuration(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var entries = values.ToArray();
        _names = Array.ConvertAll(entries, entry => entry.Key);
        _values = Array.ConvertAll(entries, entry => entry.Value);
        Array.Sort(_names, _values, StringComparer.Ordinal);
        for (var i = 1; i < _names.Length; i++)
        {
            if (_names[i] == _names[i - 1])
            {
                throw new ArgumentException($"The parameter '{_names[i]}' appears twice.", nameof(values));
            }
        }
    }

    /// <summary>The configuration of names that are in ordinal order and unique already.</summary>
    internal Configuration(string[] names, ParameterValue[] values)
    {
        _names = names;
        _values = values;
    }

    /// <summary>The configuration without parameters.</summary>
    public static Configuration Empty { get; } = new([]);

    /// <summary>How many parameters are active.</summary>
    public int Count => _names.Length;

    /// <summary>The names of the active parameters in ordinal order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The values of the active parameters, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<ParameterValue> Values => _values;

    /// <summary>The active parameters with their values, in ordinal order of the names.</summary>
    public IEnumerable<KeyValuePair<string, ParameterValue>> Entries => _names.Zip(_values, KeyValuePair.Create);

    /// <summary>What identifies this configuration: 128 bits of the SHA-256 of <see cref="ToJson"/>, as 32 hexadecimal digits.</summary>
    public string Hash => _hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())).AsSpan(0, 16));

    /// <summary>The value of an active parameter.</summary>
    /// <exception cref="KeyNotFoundException">The parameter is not active.</exception>
    public ParameterValue this[string name] =>
        Find(name) ?? throw new KeyNotFoundException($"The configuration has no parameter '{name}'.");

    /// <summary>The configuration that canonical or other JSON of one object describes.</summary>
    /// <exception cref="JsonException">The text is not JSON of one object of numbers, texts and flags.</exception>
    public static Configuration FromJson(string json) => ConfigurationJson.Read(json);

    /// <summary>The value of a parameter; null when it is not active.</summary>
    public ParameterValue? Find(string name)
    {
        var index = Array.BinarySearch(_names, name, StringComparer.Ordinal);

        return index < 0 ? null : _values[index];
    }

    /// <summary>This configuration with one value set or replaced.</summary>
    public Configuration With(string name, ParameterValue value)
    {
        var index = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        if (index < 0)
        {
            return new(Entries.Append(KeyValuePair.Create(name, value)));
        }

        ParameterValue[] values = [.. _values];
        values[index] = value;
        return new(_names, values);
    }

    /// <summary>The configuration of the same parameters with other values; the names are kept once for all made from one.</summary>
    /// <param name="values">One for each of <see cref="Names"/>, in that order; not to be changed any more.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than names.</exception>
    public Configuration WithValues(ParameterValue[] values)
    {
        ArgumentNullException.ThrowIfNull(values);

        return values.Length == _names.Length
            ? new(_names, values)
            : throw new ArgumentException($"There are {values.Length} values for {_names.Length} parameters.", nameof(values));
    }

    /// <summary>This configuration without one parameter.</summary>
    public Configuration Without(string name) => new(Entries.Where(entry => entry.Key != name));

    /// <summary>Canonical JSON: one object, names in ordinal order, no spaces, shortest numbers that read back exactly.</summary>
    public string ToJson() => ConfigurationJson.Write(this);

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null && (ReferenceEquals(this, other)
        || (_names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        for (var i = 0; i < _names.Length; i++)
        {
            hash.Add(_names[i], StringComparer.Ordinal);
            hash.Add(_values[i]);
        }

        return hash.ToHashCode();
    }

    /// <summary>Canonical JSON, as <see cref="ToJson"/>.</summary>
    public override string ToString() => ToJson();
}
