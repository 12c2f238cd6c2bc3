using System.Globalization;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.TestKit.Trials;

/// <summary>Writes every detail of a study as text, so that histories can be compared and differences read.</summary>
public static class StudyText
{
    /// <summary>The study with times.</summary>
    public static string Of(StudyRecord study) => string.Join(
        '\n',
        study.Trials.Select(trial => $"{Result(trial)} {Invariant($"{trial.Queued:O} {trial.Finished:O}")} {string.Join(';', trial.Attempts)}")
            .Prepend(Invariant($"{study.Header.Name} {study.Status} {study.StatusReason} {study.Sequence} {study.Created:O} {study.Changed:O} {study.ActiveTime}")));

    /// <summary>What was tried and what came out, without times and attempts.</summary>
    public static string Results(StudyRecord study) => string.Join('\n', study.Trials.Select(Result));

    private static string Result(Trial trial) => string.Join(
        ' ',
        Invariant($"#{trial.Number} {trial.Configuration} {trial.Origin} '{trial.Label}' {trial.Replicate} {trial.Seed} {trial.State}"),
        $"'{trial.Reason}' {trial.Cause}",
        $"[{string.Join(',', (trial.Values ?? []).Select(value => Invariant($"{value:R}")))}]",
        $"[{string.Join(',', trial.Metrics.Select(metric => Invariant($"{metric.Key}={metric.Value:R}")))}]",
        $"[{string.Join(',', trial.Measurements.Where(measured => measured.Attempt == trial.Attempts.Length).Select(measured => Invariant($"{measured.Step}:{measured.Metric}={measured.Value:R}")))}]",
        $"[{string.Join(',', trial.Warnings)}]");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
