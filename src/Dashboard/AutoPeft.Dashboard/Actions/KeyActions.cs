using System.Security.Claims;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Dashboard.Security.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the forms for keys do.</summary>
internal static class KeyActions
{
    /// <summary>Makes a key; the page that follows shows its text, once.</summary>
    public static async Task<RedirectHttpResult> IssueAsync([FromForm] KeyForm form, ClaimsPrincipal user, KeyRing ring, IssuedKeys issued)
    {
        var key = await ring.IssueAsync(form.Name ?? string.Empty, UserChanges.RoleOf(form.Role), CancellationToken.None);
        return TypedResults.LocalRedirect($"/settings?issued={issued.Hold(user.FindFirstValue(ClaimTypes.NameIdentifier)!, key)}");
    }
}
