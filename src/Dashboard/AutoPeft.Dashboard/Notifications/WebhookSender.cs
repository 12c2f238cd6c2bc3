using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Posts notices, signed, again and again until they are taken.</summary>
/// <param name="client">Posts.</param>
/// <param name="book">Remembers the answers.</param>
/// <param name="outbox">Keeps what is not taken yet.</param>
/// <param name="time">The clock.</param>
internal sealed class WebhookSender(HttpClient client, WebhookBook book, NoticeOutbox outbox, TimeProvider time)
{
    /// <summary>How often a notice is posted before it is given up.</summary>
    public const int Tries = 15;

    /// <summary>Posts until it is taken, after 1, 2, 4, … seconds again; after four and a half hours it is given up. What was tried before counts.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SendAsync(PendingNotice pending, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(pending.Notice, JsonSerializerOptions.Web);
        for (var tries = pending.Tries + 1; book.Find(pending.Hook) is { } hook; tries++)
        {
            var answer = await PostAsync(hook, pending.Id, body, cancellationToken);
            if (answer.StartsWith('2') || tries >= Tries)
            {
                outbox.Remove(pending.Id);
                book.Answered(hook.Id, answer.StartsWith('2') ? answer : $"{answer}, given up");
                return answer.StartsWith('2');
            }

            outbox.Tried(pending.Id);
            book.Answered(hook.Id, answer);
            await Task.Delay(TimeSpan.FromSeconds(1 << (tries - 1)), time, cancellationToken);
        }

        outbox.Remove(pending.Id); // Nobody wants to be told there any more.
        return false;
    }

    /// <summary>The signature of a body: <c>t=SECONDS,v1=HEX</c>, the HMAC-SHA256 of seconds, a dot and the body.</summary>
    public static string Sign(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")), .. body];

        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private async Task<string> PostAsync(Webhook hook, string delivery, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("X-AutoPEFT-Signature", Sign(hook.Secret, time.GetUtcNow().ToUnixTimeSeconds(), body));
            request.Headers.Add("X-AutoPEFT-Delivery", delivery);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return fault.Message;
        }
    }
}
