using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Files;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>The keys that open the dashboard, in a file of its folder that only its owner may read.</summary>
public sealed class KeyRing
{
    private const string Prefix = "ap_";
    private const int LongestName = 60;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    private readonly string? _path;
    private readonly TimeProvider _time;
    private readonly Lock _writing = new();
    private ImmutableArray<AccessKey> _keys;
    private DateTime _read;

    /// <summary>The keys of a folder.</summary>
    /// <param name="folder">The folder, made with the first key; null keeps them in memory.</param>
    /// <param name="time">The clock.</param>
    public KeyRing(string? folder, TimeProvider time)
    {
        _path = folder is null ? null : Path.Combine(folder, "keys.json");
        _time = time;
        _keys = [];
    }

    /// <summary>All keys, in the order in which they were made. Keys that another process made or withdrew are seen at once.</summary>
    public ImmutableArray<AccessKey> Keys
    {
        get
        {
            lock (_writing)
            {
                return Refresh();
            }
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="name">Whose it is.</param>
    /// <param name="role">What its holder may do.</param>
    /// <exception cref="InvalidInputException">The name is empty or too long.</exception>
    public IssuedKey Issue(string name, AccessRole role)
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            throw new InvalidInputException(new FaultPlace("name"), "A key needs a name.", $"Say whose it is in 1 to {LongestName} letters.");
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var key = new AccessKey(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), name, role, HashOf(secret), _time.GetUtcNow());
        lock (_writing)
        {
            _keys = Refresh().Add(key);
            Write();
        }

        return new(key, $"{Prefix}{key.Id}_{secret}");
    }

    /// <summary>Withdraws a key; whoever uses it is refused from the next request on.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Withdraw(string id)
    {
        lock (_writing)
        {
            var left = Refresh().RemoveAll(key => key.Id == id);
            var found = left.Length < _keys.Length;
            _keys = left;
            if (found)
            {
                Write();
            }

            return found;
        }
    }

    /// <summary>The key of an id; null when there is none, or not any more.</summary>
    public AccessKey? Find(string id) => Keys.FirstOrDefault(key => key.Id == id);

    /// <summary>The key that a text is; null when it is none. Takes the same time wherever the texts differ.</summary>
    public AccessKey? Check(string text)
    {
        var parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split('_') : [];
        var key = parts.Length == 2 ? Find(parts[0]) : null;
        var hash = Encoding.ASCII.GetBytes(HashOf(parts.Length == 2 ? parts[1] : text));

        return CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(key?.Hash ?? new string('0', 64))) ? key : null;
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private ImmutableArray<AccessKey> Refresh()
    {
        if (_path is null || !File.Exists(_path) || File.GetLastWriteTimeUtc(_path) is var written && written == _read)
        {
            return _keys;
        }

        _read = File.GetLastWriteTimeUtc(_path);
        return _keys = JsonSerializer.Deserialize<ImmutableArray<AccessKey>>(File.ReadAllBytes(_path), Json);
    }

    private void Write()
    {
        if (_path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        AtomicFile.WritePrivate(_path, stream => JsonSerializer.Serialize(stream, _keys, Json));
        _read = File.GetLastWriteTimeUtc(_path);
    }
}
