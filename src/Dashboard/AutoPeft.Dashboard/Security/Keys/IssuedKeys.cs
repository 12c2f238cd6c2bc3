using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Holds the text of a key that was made on a page until that page shows it: once, to the one who made it, within a minute.</summary>
/// <param name="time">The clock.</param>
internal sealed class IssuedKeys(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (string Holder, IssuedKey Key, DateTimeOffset Until)> _held = new(StringComparer.Ordinal);

    /// <summary>Holds a key.</summary>
    /// <returns>What to ask for it with; useless to anybody else.</returns>
    public string Hold(string holder, IssuedKey key)
    {
        var now = time.GetUtcNow();
        foreach (var (old, _) in _held.Where(entry => entry.Value.Until < now))
        {
            _held.TryRemove(old, out _);
        }

        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        _held[ticket] = (holder, key, now + Kept);
        return ticket;
    }

    /// <summary>Gives a key away; null when there is none of this ticket for this holder any more.</summary>
    public IssuedKey? Take(string holder, string ticket) =>
        _held.TryGetValue(ticket, out var held) && held.Holder == holder && _held.TryRemove(ticket, out held) && held.Until >= time.GetUtcNow() ? held.Key : null;
}
