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

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Lazy<Task<object?>> Answer)> _answers = new(StringComparer.Ordinal);

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
        Forget();
        var (_, answer) = _answers.GetOrAdd(name, _ => (time.GetUtcNow() + Kept, new(() => next(context).AsTask())));
        try
        {
            return await answer.Value;
        }
        catch
        {
            _answers.TryRemove(name, out _); // What failed may be tried again.
            throw;
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _answers.Count < Most ? [] : _answers.OrderBy(entry => entry.Value.Until).Take(Most / 2).Concat(_answers.Where(entry => entry.Value.Until < now)))
        {
            _answers.TryRemove(entry.Key, out _);
        }
    }
}
