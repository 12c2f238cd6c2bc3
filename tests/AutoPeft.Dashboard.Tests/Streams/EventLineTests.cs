using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Tests.Streams;

public sealed class EventLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_stream_tells_when_nobody_carries_the_study_out_any_more_and_when_somebody_does_again()
    {
        await using var dashboard = await RunningDashboard.StartAsync(cancellationToken: Token);
        using var response = await dashboard.Client.GetAsync("/api/v1/studies/sample/events", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Token));

        await Interrupted.StartAsync(dashboard, Token);
        var living = Interrupted.Kill(dashboard);
        Assert.Equal(Interrupted.Sentence, (string?)await NextAsync(reader));

        Interrupted.Revive(dashboard, living);
        Assert.Null(await NextAsync(reader));
    }

    private static async Task<JsonNode?> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(Token) != "event: interruption")
        {
        }

        return JsonNode.Parse((await reader.ReadLineAsync(Token))!["data: ".Length..])!["interruption"];
    }
}
