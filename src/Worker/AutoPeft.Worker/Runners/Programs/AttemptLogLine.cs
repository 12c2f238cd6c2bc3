using System.Text.Json;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>A line of an <see cref="AttemptLog"/>.</summary>
/// <param name="At">When it was printed.</param>
/// <param name="Stream">Where: <c>output</c>, <c>error</c>, or <c>autopeft</c> for what we say ourselves.</param>
/// <param name="Text">The line.</param>
public sealed record AttemptLogLine(DateTimeOffset At, string Stream, string Text)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The line of a text; null when it is none.</summary>
    internal static AttemptLogLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AttemptLogLine>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
