using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace AutoPeft.Dashboard.Security.Keys;

/// <summary>Remembers in a cookie which key a browser showed, so that the key itself is sent once.</summary>
/// <param name="protection">Seals the cookie; its keys end with the process.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "autopeft-session";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private readonly IDataProtector _seal = protection.CreateProtector("sessions");

    /// <summary>Gives a browser a session.</summary>
    public void Begin(HttpContext context, AccessKey key)
    {
        var ends = time.GetUtcNow() + Length;
        context.Response.Cookies.Append(Cookie, _seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{key.Id} {ends.ToUnixTimeSeconds()}")), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Expires = ends,
        });
    }

    /// <summary>Takes it away.</summary>
    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie);

    /// <summary>The id of the key that the browser showed; null without a session, or when it is over.</summary>
    public string? KeyOf(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { } sealedText)
        {
            return null;
        }

        try
        {
            var parts = _seal.Unprotect(sealedText).Split(' ');
            return long.Parse(parts[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds() ? parts[0] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // Forged, or sealed by an earlier process.
        }
    }
}
