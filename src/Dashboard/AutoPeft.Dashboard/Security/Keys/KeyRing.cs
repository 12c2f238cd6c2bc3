using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>The keys that open the dashboard, in a file of its folder that only its owner may read.</summary>
/// <param name="folder">The folder, made with the first key; null keeps them in memory.</param>
/// <param name="time">The clock.</param>
public sealed class KeyRing(string? folder, TimeProvider time)
{
    private const string Prefix = "ap_";
    private const int LongestName = 60;

    private readonly GuardedList<AccessKey> _keys = new(folder is null ? null : Path.Combine(folder, "keys.json"), time);

    /// <summary>All keys, in the order in which they were made. Keys that another process made or withdrew are seen at once.</summary>
    public ImmutableArray<AccessKey> Keys => _keys.Read();

    /// <summary>Makes a key.</summary>
    /// <param name="name">Whose it is.</param>
    /// <param name="role">What its holder may do.</param>
    /// <param name="cancellationToken">Ends the wait while another process changes the keys.</param>
    /// <exception cref="InvalidInputException">The name is empty or too long.</exception>
    public async Task<IssuedKey> IssueAsync(string name, AccessRole role, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            throw new InvalidInputException(new FaultPlace("name"), "A key needs a name.", $"Say whose it is in 1 to {LongestName} letters.");
        }

        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var key = new AccessKey(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)), name, role, HashOf(secret), time.GetUtcNow());
        await _keys.ChangeAsync(keys => keys.Add(key), cancellationToken);

        return new(key, $"{Prefix}{key.Id}_{secret}");
    }

    /// <summary>Withdraws a key; whoever uses it is refused from the next request on.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<bool> WithdrawAsync(string id, CancellationToken cancellationToken) =>
        _keys.ChangeAsync(keys => keys.Any(key => key.Id == id) ? keys.RemoveAll(key => key.Id == id) : null, cancellationToken);

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
}
