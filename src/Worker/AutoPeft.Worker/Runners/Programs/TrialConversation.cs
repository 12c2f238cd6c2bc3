using System.Text.Json;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Understands what the program of a trial says: lines of JSON that docs/command-runner.md describes. All others are only logged.</summary>
/// <param name="reporter">Where measurements go.</param>
/// <param name="folder">The trial's folder, in which checkpoints lie. Full path.</param>
/// <param name="log">Keeps every line.</param>
internal sealed class TrialConversation(ITrialReporter reporter, string folder, AttemptLog log) : IProgramListener
{
    private const string GoOn = """{"verdict":"continue"}""";
    private const string Stop = """{"verdict":"prune"}""";

    private TrialOutcome? _outcome;

    /// <summary>What the program said of the trial; null when it said nothing.</summary>
    public TrialOutcome? Outcome => WasPruned ? TrialOutcome.Pruned("It was not promising enough.") : _outcome;

    /// <summary>Whether it was asked to end because the trial is not promising.</summary>
    public bool WasPruned { get; private set; }

    public async Task<Heard> HearAsync(string line, CancellationToken cancellationToken)
    {
        log.Write("output", line);
        if (WasPruned || !line.AsSpan().TrimStart().StartsWith("{"))
        {
            return default;
        }

        try
        {
            using var message = ProgramAnswer.Parse(line);
            return message is null ? default : await HearAsync(message.RootElement, cancellationToken);
        }
        catch (FormatException fault)
        {
            await reporter.WarnAsync($"{fault.Message} The line is passed over: {PlainText.Shortened(line)}", cancellationToken);
            return default;
        }
    }

    public void HearError(string line) => log.Write("error", line);

    private async Task<Heard> HearAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (message.TryGetProperty("metrics", out var metrics))
        {
            return await MeasureAsync(TrialMessage.StepOf(message), TrialMessage.NumbersOf(metrics), cancellationToken);
        }

        if (message.TryGetProperty("checkpoint", out var checkpoint))
        {
            await reporter.SaveCheckpointAsync(new(TrialMessage.StepOf(message), CheckpointOf(checkpoint)), cancellationToken);
        }
        else if (message.TryGetProperty("progress", out var progress) && progress.ValueKind == JsonValueKind.Number)
        {
            reporter.Progress(progress.GetDouble());
        }
        else if (message.TryGetProperty("warning", out var warning))
        {
            await reporter.WarnAsync(PlainText.Shortened(TrialMessage.TextOf(warning)), cancellationToken);
        }
        else
        {
            _outcome = TrialMessage.OutcomeOf(message) ?? _outcome;
        }

        return default;
    }

    private async Task<Heard> MeasureAsync(int step, Dictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        var verdict = await reporter.MeasureAsync(step, metrics, cancellationToken);
        WasPruned = verdict == ReportVerdict.Prune;

        return verdict == ReportVerdict.Continue ? new(GoOn) : new(Stop, IsLast: true);
    }

    /// <summary>A checkpoint must lie in the trial's folder, where the next attempt looks for it.</summary>
    private string CheckpointOf(JsonElement checkpoint)
    {
        var path = TrialMessage.TextOf(checkpoint);
        var whole = Path.GetFullPath(path, folder);
        var inside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        if (!whole.StartsWith(inside, StringComparison.Ordinal) || !Path.Exists(whole))
        {
            throw new FormatException("The checkpoint is nothing that exists in the trial's folder.");
        }

        return Path.GetRelativePath(folder, whole);
    }
}
