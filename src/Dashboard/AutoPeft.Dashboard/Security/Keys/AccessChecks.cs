using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Checks keys, passwords and sessions.</summary>
/// <param name="ring">The keys.</param>
/// <param name="users">The users.</param>
/// <param name="guard">Slows down guessing.</param>
/// <param name="sessions">Remembers browsers.</param>
internal sealed class AccessChecks(KeyRing ring, UserAccounts users, GuessGuard guard, Sessions sessions) : IDisposable
{
    // Hashing a password is slow on purpose: this many at a time, so that strangers cannot take every processor.
    private readonly SemaphoreSlim _hashing = new(2);

    /// <summary>How long an address has to wait with keys.</summary>
    public TimeSpan WaitOfKeys(string address) => guard.WaitOf(GuessDoor.Keys(address));

    /// <summary>How long an address has to wait with the password of a name.</summary>
    public TimeSpan WaitOfPassword(string name, string address) => guard.WaitOf(DoorsOf(name, address));

    /// <summary>The key of a text; null when it is none, or when the address has tried too often.</summary>
    public AccessKey? Check(string text, string address)
    {
        // A key has 256 random bits: what matters is that nobody asks without end, not how many ask at the same time.
        var door = GuessDoor.Keys(address);
        if (guard.WaitOf(door) > TimeSpan.Zero)
        {
            return null;
        }

        var key = ring.Check(text);
        if (key is null)
        {
            guard.Try(door);
        }
        else
        {
            guard.Right(door);
        }

        return key;
    }

    /// <summary>The user of a name and a password; null when they do not belong together, the user is kept out, or it was tried too often.</summary>
    public async Task<UserAccount?> CheckAsync(string name, string password, string address, CancellationToken cancellationToken)
    {
        var doors = DoorsOf(name, address);
        if (!guard.Try(doors))
        {
            return null;
        }

        var user = await users.FindAsync(name, cancellationToken);
        if (!await MatchesAsync(user, password, cancellationToken) || user!.IsDisabled)
        {
            return null;
        }

        guard.Right(doors[0], doors[1]);
        return user;
    }

    /// <summary>Who the browser's session belongs to; null when there is none, the key was withdrawn, or the user was changed since.</summary>
    public async Task<Holder?> HolderOfSessionAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (sessions.OwnerOf(request) is not { } owner)
        {
            return null;
        }

        if (!owner.IsUser)
        {
            return ring.Find(owner.Id) is { } key ? Holder.Of(key) : null;
        }

        var user = await users.FindAsync(owner.Id, cancellationToken);
        return user is { IsDisabled: false } && user.Stamp == owner.Stamp ? Holder.Of(user) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private async Task<bool> MatchesAsync(UserAccount? user, string password, CancellationToken cancellationToken)
    {
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            return PasswordHash.Matches(user?.PasswordHash, password);
        }
        finally
        {
            _hashing.Release();
        }
    }

    private static GuessDoor[] DoorsOf(string name, string address)
    {
        var plain = name.Trim().ToLowerInvariant();
        var known = plain.Length > 100 ? plain[..100] : plain;
        return [GuessDoor.Password(known, address), GuessDoor.OfName(known), GuessDoor.Passwords(address)];
    }
}
