namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Checks keys and sessions.</summary>
/// <param name="ring">The keys.</param>
/// <param name="guard">Slows down guessing.</param>
/// <param name="sessions">Remembers browsers.</param>
/// <param name="options">Whether a login is needed.</param>
internal sealed class KeyChecks(KeyRing ring, GuessGuard guard, Sessions sessions, DashboardOptions options)
{
    /// <summary>Whether requests need a key.</summary>
    public bool RequiresLogin => options.RequiresLogin;

    /// <summary>Who has to wait.</summary>
    public GuessGuard Guard => guard;

    /// <summary>The key of a text; null when it is none, or when the address has tried too often.</summary>
    public AccessKey? Check(string text, string address)
    {
        if (guard.WaitOf(address) > TimeSpan.Zero)
        {
            return null;
        }

        var key = ring.Check(text);
        if (key is null)
        {
            guard.Wrong(address);
        }
        else
        {
            guard.Right(address);
        }

        return key;
    }

    /// <summary>The key of a browser's session; null when there is none or the key was withdrawn.</summary>
    public AccessKey? KeyOfSession(HttpRequest request) => sessions.KeyOf(request) is { } id ? ring.Find(id) : null;
}
