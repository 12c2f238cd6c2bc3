using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Posts notices, signed, again and again until they are taken.</summary>
/// <param name="client">Posts.</param>
/// <param name="book">Remembers the answers.</param>
/// <param name="time">The clock.</param>
internal sealed class WebhookSender(HttpClient client, WebhookBook book, TimeProvider time)
{
    private const int Tries = 6;

    /// <summary>Posts until it is taken, after 1, 2, 4, 8 and 16 seconds again; then it is given up.</summary>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> SendAsync(Webhook hook, Notice notice, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice, JsonSerializerOptions.Web);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, cancellationToken);
            }

            var answer = await PostAsync(hook, body, cancellationToken);
            book.Answered(hook.Id, answer);
            if (answer.StartsWith('2'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The signature of a body: <c>t=SECONDS,v1=HEX</c>, the HMAC-SHA256 of seconds, a dot and the body.</summary>
    public static string Sign(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")), .. body];

        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    private async Task<string> PostAsync(Webhook hook, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, hook.Address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("X-AutoPEFT-Signature", Sign(hook.Secret, time.GetUtcNow().ToUnixTimeSeconds(), body));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return fault.Message;
        }
    }
}
