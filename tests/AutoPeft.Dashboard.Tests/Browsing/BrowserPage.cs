using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Browsing;

/// <summary>A page of a browser, driven over its DevTools protocol. Also compiled into the benchmarks.</summary>
internal sealed class BrowserPage : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ClientWebSocket _socket = new();
    private int _last;

    /// <summary>What the page complained about: exceptions and refusals of the content policy.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<BrowserPage> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var page = new BrowserPage();
        await page._socket.ConnectAsync(address, cancellationToken);
        await page.SendAsync("Runtime.enable", [], cancellationToken);
        await page.SendAsync("Page.enable", [], cancellationToken);
        await page.SendAsync("Log.enable", [], cancellationToken);
        return page;
    }

    /// <summary>Goes to an address and waits until it is there.</summary>
    public async Task GoAsync(Uri address, CancellationToken cancellationToken)
    {
        await SendAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri }, cancellationToken);
        await WaitAsync($"location.href === {Quote(address.AbsoluteUri)} && document.readyState === 'complete'", cancellationToken);
    }

    /// <summary>The value of an expression, awaited when it is a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true }, cancellationToken);

        return answer["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task WaitAsync(string expression, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < Patience)
        {
            try
            {
                if ((bool?)await EvaluateAsync($"!!({expression})", cancellationToken) == true)
                {
                    return;
                }
            }
            catch (InvalidOperationException)
            {
                // Between two pages there is nothing to ask.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        var text = await EvaluateAsync("location.href + '\\n' + document.body.innerText.slice(0, 1500)", cancellationToken);
        throw new TimeoutException($"Never true: {expression}\n{text}");
    }

    /// <summary>Moves the pointer, presses, moves and lets go, as a hand would. Places in the middle of things are their own.</summary>
    public async Task DragAsync((double X, double Y) from, (double X, double Y) to, CancellationToken cancellationToken)
    {
        await MouseAsync("mouseMoved", from, cancellationToken);
        await MouseAsync("mousePressed", from, cancellationToken);
        await MouseAsync("mouseMoved", to, cancellationToken);
        await MouseAsync("mouseReleased", to, cancellationToken);
    }

    /// <summary>Moves the pointer over the first thing that a selector finds.</summary>
    public async Task HoverAsync(string selector, CancellationToken cancellationToken) =>
        await MouseAsync("mouseMoved", await PlaceOfAsync(selector, cancellationToken), cancellationToken);

    /// <summary>Presses and lets go in the middle of the first thing that a selector finds.</summary>
    public async Task ClickAsync(string selector, CancellationToken cancellationToken)
    {
        await WaitAsync($"document.querySelector({Quote(selector)})", cancellationToken);
        var place = await PlaceOfAsync(selector, cancellationToken);
        await DragAsync(place, place, cancellationToken);
    }

    /// <summary>Where the first thing that a selector finds is in the window; scrolls it there.</summary>
    public async Task<(double X, double Y)> PlaceOfAsync(string selector, CancellationToken cancellationToken)
    {
        var box = await EvaluateAsync(
            $"(() => {{ const e = document.querySelector({Quote(selector)}); e.scrollIntoView({{ block: 'center' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }})()",
            cancellationToken);

        return ((double)box![0]!, (double)box[1]!);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A text as JavaScript writes it.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);

    /// <summary>Sends a command of the protocol and waits for its answer.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = ++_last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, cancellationToken);
        while (true)
        {
            var answer = await ReceiveAsync(cancellationToken);
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
            }

            if ((string?)answer["method"] == "Runtime.exceptionThrown"
                || ((string?)answer["method"] == "Log.entryAdded" && (string?)answer["params"]!["entry"]!["level"] == "error"))
            {
                Complaints.Add(answer["params"]!.ToJsonString());
            }
        }
    }

    private Task<JsonNode> MouseAsync(string type, (double X, double Y) at, CancellationToken cancellationToken) => SendAsync(
        "Input.dispatchMouseEvent",
        new() { ["type"] = type, ["x"] = at.X, ["y"] = at.Y, ["button"] = type == "mouseMoved" ? "none" : "left", ["buttons"] = type == "mouseReleased" ? 0 : 1, ["clickCount"] = 1 },
        cancellationToken);

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellationToken);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(text.ToArray())!;
    }
}
