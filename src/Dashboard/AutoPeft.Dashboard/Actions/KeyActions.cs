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
    public static RedirectHttpResult Issue([FromForm] KeyForm form, ClaimsPrincipal user, KeyRing ring, IssuedKeys issued)
    {
        var key = ring.Issue(form.Name ?? string.Empty, UserChanges.RoleOf(form.Role));
        return TypedResults.LocalRedirect($"/settings?issued={issued.Hold(user.FindFirstValue(ClaimTypes.NameIdentifier)!, key)}");
    }
}
