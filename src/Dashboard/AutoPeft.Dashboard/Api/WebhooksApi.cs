using System.Collections.Immutable;
using AutoPeft.Dashboard.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>Who is told by webhooks.</summary>
internal static class WebhooksApi
{
    public static ImmutableArray<WebhookDocument> List(WebhookBook book) => [.. book.All.Select(hook => DocumentOf(hook, book))];

    public static Created<WebhookDocument> Add(NewWebhookDocument wanted, WebhookBook book)
    {
        var hook = book.Add(wanted.Address ?? string.Empty, wanted.Secret ?? string.Empty);
        return TypedResults.Created($"/api/v1/webhooks/{hook.Id}", DocumentOf(hook, book));
    }

    public static IResult Remove(string id, WebhookBook book) =>
        book.Remove(id) ? TypedResults.NoContent() : Problems.NotFound($"There is no webhook '{id}'.");

    private static WebhookDocument DocumentOf(Webhook hook, WebhookBook book) => new(hook.Id, hook.Address, book.LastAnswer(hook.Id));
}
