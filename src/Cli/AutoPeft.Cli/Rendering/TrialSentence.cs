using AutoPeft.Cli.Documents;

namespace AutoPeft.Cli.Rendering;

/// <summary>How the end of a trial is told in one line.</summary>
internal static class TrialSentence
{
    /// <summary>E.g. <c>trial 7 completed in 6.1 s: accuracy 0.8123, trainable parameters 18,432 (layers 0-2; lora 8)</c>.</summary>
    public static string Of(TrialDocument trial)
    {
        var time = trial.Seconds is null ? string.Empty : $" in {TrialCells.Time(trial)}";
        var result = trial.Objectives is { } objectives
            ? string.Join(", ", objectives.Select(entry => $"{entry.Key.Replace('_', ' ')} {TrialCells.Number(entry.Value)}"))
            : trial.Reason is { } reason ? TrialCells.FirstLine(reason) : null;

        return $"trial {trial.Number} {trial.State}{time}{(result is null ? string.Empty : $": {result}")} ({TrialCells.Modules(trial)})";
    }
}
