using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Remembers in a cookie who signed in with a browser, so that key or password is sent once.</summary>
/// <param name="protection">Seals the cookie; its keys end with the process.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "autopeft-session";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private readonly IDataProtector _seal = protection.CreateProtector("sessions");
    private readonly ConcurrentDictionary<string, long> _ended = new(StringComparer.Ordinal);

    /// <summary>Gives a browser a session.</summary>
    public void Begin(HttpContext context, SessionOwner owner)
    {
        var ends = time.GetUtcNow() + Length;
        var number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var text = string.Create(CultureInfo.InvariantCulture, $"{(owner.IsUser ? 'u' : 'k')} {owner.Id} {owner.Stamp} {number} {ends.ToUnixTimeSeconds()}");
        context.Response.Cookies.Append(Cookie, _seal.Protect(text), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Expires = ends,
        });
    }

    /// <summary>Ends a browser's session, also for whoever has a copy of its cookie.</summary>
    public void End(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie);
        if (Read(context.Request) is [_, _, _, var number, var ends])
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            foreach (var (old, _) in _ended.Where(entry => entry.Value < now))
            {
                _ended.TryRemove(old, out _);
            }

            _ended[number] = long.Parse(ends, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Whose session the browser shows; null without one, or when it is over.</summary>
    public SessionOwner? OwnerOf(HttpRequest request) =>
        Read(request) is [var kind, var id, var stamp, var number, var ends]
        && long.Parse(ends, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
        && !_ended.ContainsKey(number)
            ? new(kind == "u", id, stamp)
            : null;

    private string[]? Read(HttpRequest request)
    {
        try
        {
            return request.Cookies[Cookie] is { } text ? _seal.Unprotect(text).Split(' ') : null;
        }
        catch (CryptographicException)
        {
            return null; // Forged, or sealed by an earlier process.
        }
    }
}
