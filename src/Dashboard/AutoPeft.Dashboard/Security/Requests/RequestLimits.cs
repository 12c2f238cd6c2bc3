using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace AutoPeft.Dashboard.Security.Requests;

/// <summary>How much one client may ask: a burst, and then a steady stream.</summary>
internal static class RequestLimits
{
    /// <summary>The largest request body in bytes: a study file, with room.</summary>
    public const int LargestBody = 1 << 20;

    public static void AddRequestLimits(this IServiceCollection services, DashboardOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(Requests(options), Streams(options));
        limiter.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    private static PartitionedRateLimiter<HttpContext> Requests(DashboardOptions options) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetTokenBucketLimiter(
            ClientOf(context),
            _ => new()
            {
                TokenLimit = options.RequestBurst,
                TokensPerPeriod = Math.Max(1, options.RequestBurst / 10),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));

    // A stream of events lasts: how many are begun does not say how many there are.
    private static PartitionedRateLimiter<HttpContext> Streams(DashboardOptions options) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.GetEndpoint()?.Metadata.GetMetadata<LastingAnswer>() is null
            ? RateLimitPartition.GetNoLimiter(string.Empty)
            : RateLimitPartition.GetConcurrencyLimiter(ClientOf(context), _ => new() { PermitLimit = options.MostStreams, QueueLimit = 0 }));

    private static string ClientOf(HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && id != "local"
            ? id
            : ClientAddress.Of(context);
}
