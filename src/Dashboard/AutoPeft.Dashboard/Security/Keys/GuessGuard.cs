using System.Collections.Concurrent;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Slows down whoever tries keys: after five wrong ones, each further one closes the door for twice as long.</summary>
/// <param name="time">The clock.</param>
internal sealed class GuessGuard(TimeProvider time)
{
    private const int FreeTries = 5;
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Wrong, DateTimeOffset Until)> _addresses = new(StringComparer.Ordinal);

    /// <summary>How long an address has to wait; zero when it may try.</summary>
    public TimeSpan WaitOf(string address) =>
        _addresses.TryGetValue(address, out var state) && state.Until > time.GetUtcNow() ? state.Until - time.GetUtcNow() : TimeSpan.Zero;

    /// <summary>A wrong key came from an address.</summary>
    public void Wrong(string address)
    {
        if (_addresses.Count >= MostAddresses)
        {
            Forget();
        }

        _addresses.AddOrUpdate(address, _ => (1, default), (_, state) => (state.Wrong + 1, Until(state.Wrong + 1)));
    }

    /// <summary>A right key came from an address.</summary>
    public void Right(string address) => _addresses.TryRemove(address, out _);

    private DateTimeOffset Until(int wrong)
    {
        var seconds = wrong < FreeTries ? 0 : Math.Min(Longest.TotalSeconds, Math.Pow(2, wrong - FreeTries));

        return time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
    }

    // Keeps those that are waiting; the others have had their peace.
    private void Forget()
    {
        foreach (var (address, state) in _addresses.Where(entry => entry.Value.Until < time.GetUtcNow()).ToArray())
        {
            _addresses.TryRemove(new(address, state));
        }
    }
}
