using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Takes metrics as a collector of OpenTelemetry does, over HTTP.</summary>
internal sealed class MetricsCollector : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ConcurrentQueue<string> _received = new();

    private MetricsCollector(WebApplication host) => _host = host;

    /// <summary>Where it listens.</summary>
    public string Address => _host.Urls.First();

    public static async Task<MetricsCollector> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        var collector = new MetricsCollector(host);
        host.MapPost("/v1/metrics", (RequestDelegate)collector.TakeAsync);
        await host.StartAsync(cancellationToken);

        return collector;
    }

    /// <summary>Whether a text, such as a metric's name or a label, was among what came.</summary>
    public bool HasReceived(string text) => _received.Any(body => body.Contains(text, StringComparison.Ordinal));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    // Texts stand in the binary form as they are.
    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
    }
}
