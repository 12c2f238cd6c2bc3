using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Who is told by webhooks.</summary>
internal static class WebhooksApi
{
    /// <summary>A page of the addresses, by id.</summary>
    public static PageDocument<WebhookDocument> List(WebhookBook book, NoticeOutbox outbox, string after = "", int size = 100) =>
        Cursor.Page(book.All, hook => hook.Id, after, Math.Min(size, 1000)).As(hook => new WebhookDocument(hook.Id, hook.Address, book.LastAnswer(hook.Id), outbox.CountOf(hook.Id)));

    public static Created<WebhookDocument> Add(NewWebhookDocument wanted, WebhookBook book)
    {
        var hook = book.Add(wanted.Address ?? string.Empty, wanted.Secret ?? string.Empty);
        return TypedResults.Created($"/api/v1/webhooks/{hook.Id}", new WebhookDocument(hook.Id, hook.Address, string.Empty, 0));
    }

    public static IResult Remove(string id, WebhookBook book) =>
        book.Remove(id) ? TypedResults.NoContent() : Problems.NotFound($"There is no webhook '{id}'.");
}
