using System.Collections.Immutable;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Keys;

namespace AutoPeft.Dashboard.Api;

/// <summary>Keys and the audit log.</summary>
internal static class KeysApi
{
    public static ImmutableArray<KeyDocument> List(KeyRing ring) =>
        [.. ring.Keys.Select(key => new KeyDocument(key.Id, key.Name, key.Role.ToString(), key.Created))];

    public static IResult Issue(NewKeyDocument wanted, KeyRing ring)
    {
        if (!Enum.TryParse<AccessRole>(wanted.Role, ignoreCase: true, out var role) || !Enum.IsDefined(role))
        {
            return TypedResults.Problem($"There is no role '{wanted.Role}'. Use viewer, operator or admin.", statusCode: StatusCodes.Status400BadRequest);
        }

        var issued = ring.Issue(wanted.Name, role);
        return TypedResults.Created($"/api/v1/keys/{issued.Key.Id}", new IssuedKeyDocument(issued.Key.Id, issued.Text));
    }

    public static IResult Withdraw(string id, KeyRing ring) =>
        ring.Withdraw(id) ? TypedResults.NoContent() : Problems.NotFound($"There is no key '{id}'.");

    public static IEnumerable<AuditEntry> Audit(AuditLog log) => log.Latest;
}
