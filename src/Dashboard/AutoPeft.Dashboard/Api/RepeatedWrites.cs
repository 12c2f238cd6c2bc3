using System.Collections.Concurrent;
using System.Security.Claims;

namespace AutoPeft.Dashboard.Api;

/// <summary>Answers a write that is sent a second time with the same <c>Idempotency-Key</c> as the first time, without doing it again.</summary>
/// <param name="time">The clock.</param>
internal sealed class RepeatedWrites(TimeProvider time) : IEndpointFilter
{
    private const int Most = 5000;
    private const int LongestKey = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, Write> _writes = new(StringComparer.Ordinal);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 || HttpMethods.IsGet(request.Method))
        {
            return await next(context);
        }

        if (key.Length > LongestKey)
        {
            return TypedResults.Problem($"An Idempotency-Key has at most {LongestKey} letters.", statusCode: StatusCodes.Status400BadRequest);
        }

        var name = $"{context.HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier)} {request.Method} {request.Path} {key}";
        var body = context.HttpContext.Items[RepeatedBodies.Hash] as string;
        Forget();
        var write = _writes.GetOrAdd(name, _ => new(time.GetUtcNow() + Kept, body, new(() => next(context).AsTask())));
        return write.Body == body
            ? await AnswerAsync(name, write)
            : TypedResults.Problem("Another write was sent with this Idempotency-Key.", statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    // What failed or was refused may be tried again.
    private async Task<object?> AnswerAsync(string name, Write write)
    {
        var isDone = false;
        try
        {
            var answer = await write.Answer.Value;
            isDone = answer is not IStatusCodeHttpResult { StatusCode: >= StatusCodes.Status400BadRequest };
            return answer;
        }
        finally
        {
            if (!isDone)
            {
                _writes.TryRemove(new(name, write));
            }
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _writes.Count < Most ? [] : _writes.OrderBy(entry => entry.Value.Until).Take(Most / 2).Concat(_writes.Where(entry => entry.Value.Until < now)))
        {
            _writes.TryRemove(entry.Key, out _);
        }
    }

    private sealed record Write(DateTimeOffset Until, string? Body, Lazy<Task<object?>> Answer);
}
