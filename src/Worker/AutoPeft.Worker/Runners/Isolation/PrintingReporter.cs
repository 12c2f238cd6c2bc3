using System.Text;
using System.Text.Json;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Isolation;

/// <summary>Reports in lines of JSON and reads the answers, as docs/command-runner.md describes.</summary>
/// <param name="voice">Where answers come from.</param>
/// <param name="output">Where lines go.</param>
internal sealed class PrintingReporter(ParentVoice voice, TextWriter output) : ITrialReporter
{
    private readonly Lock _gate = new();
    private double _told = -1;

    public async Task<ReportVerdict> MeasureAsync(int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        Say(json =>
        {
            json.WriteNumber("step", step);
            Write(json, "metrics", metrics);
        });

        return await voice.HearAsync(cancellationToken) switch
        {
            null => ReportVerdict.Abandon,
            var answer when answer.Contains("\"continue\"", StringComparison.Ordinal) => ReportVerdict.Continue,
            _ => ReportVerdict.Prune,
        };
    }

    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken)
    {
        Say(json =>
        {
            json.WriteString("checkpoint", checkpoint.Path);
            json.WriteNumber("step", checkpoint.Step);
        });

        return Task.CompletedTask;
    }

    public Task WarnAsync(string warning, CancellationToken cancellationToken)
    {
        Say(json => json.WriteString("warning", warning));

        return Task.CompletedTask;
    }

    public void Progress(double fraction)
    {
        // Every step would be too many lines.
        if (fraction - _told >= 0.02)
        {
            _told = fraction;
            Say(json => json.WriteNumber("progress", fraction));
        }
    }

    /// <summary>Says how the trial ended.</summary>
    public void End(TrialOutcome outcome) => Say(json =>
    {
        switch (outcome.State)
        {
            case TrialState.Completed:
                Write(json, "result", outcome.Metrics);
                break;
            case TrialState.Infeasible:
                json.WriteString("infeasible", JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Cause!.Value.ToString()));
                json.WriteString("reason", outcome.Reason);
                break;
            case TrialState.Failed:
                json.WriteString("failed", outcome.Reason);
                json.WriteBoolean("retry", outcome.MayRetry);
                break;
            default:
                json.WriteBoolean("pruned", true);
                break;
        }
    });

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, double>> numbers)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in numbers)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumber(key, value);
            }
            else
            {
                json.WriteString(key, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            }
        }

        json.WriteEndObject();
    }

    private void Say(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        lock (_gate)
        {
            output.Write(Encoding.UTF8.GetString(stream.ToArray()) + "\n");
            output.Flush();
        }
    }
}
