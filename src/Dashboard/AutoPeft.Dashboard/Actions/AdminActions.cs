using AutoPeft.Dashboard.Notifications;
using AutoPeft.Dashboard.Security.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AutoPeft.Dashboard.Actions;

/// <summary>What the forms of the settings do.</summary>
internal static class AdminActions
{
    public static async Task<RedirectHttpResult> WithdrawKeyAsync(string id, [FromForm] string confirm, KeyRing ring) =>
        After(confirm == "yes" && await ring.WithdrawAsync(id, CancellationToken.None));

    public static RedirectHttpResult AddHook([FromForm] WebhookForm form, WebhookBook book) =>
        After(book.Add(form.Address ?? string.Empty, form.Secret ?? string.Empty) is not null);

    public static RedirectHttpResult RemoveHook(string id, [FromForm] string confirm, WebhookBook book)
    {
        if (confirm == "yes")
        {
            book.Remove(id);
        }

        return After(true);
    }

    private static RedirectHttpResult After(bool done) => TypedResults.LocalRedirect(done ? "/settings" : "/refused?reason=There%20is%20nothing%20of%20this%20id.");
}
