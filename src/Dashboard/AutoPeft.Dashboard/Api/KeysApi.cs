using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Dashboard.Api;

/// <summary>Keys and the audit log.</summary>
internal static class KeysApi
{
    /// <summary>A page of the keys, in the order in which they were made.</summary>
    public static PageDocument<KeyDocument> List(KeyRing ring, string after = "", int size = 100) =>
        Cursor.Page(ring.Keys, key => Cursor.Rising(key.Created, key.Id), after, Math.Min(size, 1000))
            .As(key => new KeyDocument(key.Id, key.Name, key.Role.ToString(), key.Created));

    public static async Task<IResult> IssueAsync(NewKeyDocument wanted, KeyRing ring)
    {
        var issued = await ring.IssueAsync(wanted.Name ?? string.Empty, UserChanges.RoleOf(wanted.Role ?? string.Empty), CancellationToken.None);
        return TypedResults.Created($"/api/v1/keys/{issued.Key.Id}", new IssuedKeyDocument(issued.Key.Id, issued.Text));
    }

    public static async Task<IResult> WithdrawAsync(string id, KeyRing ring) =>
        await ring.WithdrawAsync(id, CancellationToken.None) ? TypedResults.NoContent() : Problems.NotFound($"There is no key '{id}'.");

    /// <summary>A page of the log, the newest first. The cursor counts from the oldest, so entries that are added meanwhile move nothing.</summary>
    public static PageDocument<AuditEntry> Audit(AuditLog log, string after = "", int size = 200)
    {
        var all = log.Latest.ToArray();
        var start = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var skipped) ? all.Length - (int)Math.Min(skipped, all.Length) : 0;
        var page = all.Skip(start).Take(Math.Clamp(size, 1, 1000)).ToImmutableArray();
        var left = all.Length - start - page.Length;
        return new(page, all.Length, left > 0 ? left.ToString(CultureInfo.InvariantCulture) : null);
    }
}
