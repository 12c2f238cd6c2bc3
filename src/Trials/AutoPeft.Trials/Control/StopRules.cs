using System.Globalization;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Says when a study proposes no more trials.</summary>
internal static class StopRules
{
    /// <summary>So many trials at the beginning may all fail before the study is given up.</summary>
    public const int FirstFailures = 5;

    /// <summary>From so many trials on, more than half must not have failed.</summary>
    public const int LeastForShare = 10;

    /// <summary>The status and reason to end with; null to go on.</summary>
    public static (StudyStatus Status, string Reason)? Decide(StudyRecord study, ControlDefinition control, TimeSpan activeTime)
    {
        var budget = control.Budget;
        if (control.GivesUp && WhyBroken(study) is { } reason)
        {
            return (StudyStatus.Failed, reason);
        }

        if (budget.Time is { } time && activeTime >= time)
        {
            return (StudyStatus.Finished, string.Create(CultureInfo.InvariantCulture, $"The time budget of {time} is spent."));
        }

        if (budget.DeviceTime is { } device && DeviceTime(study) >= device)
        {
            return (StudyStatus.Finished, string.Create(CultureInfo.InvariantCulture, $"The budget of {device.TotalHours:0.##} device hours is spent."));
        }

        if (Remaining(study, budget) == 0)
        {
            return (StudyStatus.Finished, string.Create(CultureInfo.InvariantCulture, $"The budget of {budget.Trials} trials is spent."));
        }

        return budget.Plateau is { } plateau && PlateauGain.Of(study, plateau) < plateau.Gain
            ? (StudyStatus.Finished, string.Create(
                CultureInfo.InvariantCulture,
                $"The last {plateau.Window} trials enlarged the hypervolume by less than {plateau.Gain * 100:0.###} %."))
            : null;
    }

    /// <summary>How long devices worked on the trials that count, all attempts together; for those that go on, up to the last event.</summary>
    public static TimeSpan DeviceTime(StudyRecord study) => study.Trials.Where(IsBudgeted).SelectMany(trial => trial.Attempts)
        .Where(attempt => attempt.Started is not null)
        .Aggregate(TimeSpan.Zero, (sum, attempt) => sum + ((attempt.Ended ?? study.Changed) - attempt.Started!.Value));

    /// <summary>How many trials may still be queued; null without a limit. Baselines and cancelled trials do not count.</summary>
    public static int? Remaining(StudyRecord study, BudgetDefinition budget) => budget.Trials is { } trials
        ? Math.Max(0, trials - study.Trials.Count(IsBudgeted))
        : null;

    public static bool IsBudgeted(Trial trial) => trial.Origin.IsSearch() && trial.State != TrialState.Cancelled;

    private static string? WhyBroken(StudyRecord study)
    {
        var ended = study.Trials.Where(trial => IsBudgeted(trial) && trial.State.IsFinal()).ToArray();
        var failed = ended.Count(trial => trial.State == TrialState.Failed);
        var isBroken = ended.Length >= FirstFailures && failed == ended.Length;
        var isUnreliable = ended.Length >= LeastForShare && failed * 2 > ended.Length;
        if (!isBroken && !isUnreliable)
        {
            return null;
        }

        var usual = ended.Where(trial => trial.State == TrialState.Failed).GroupBy(trial => trial.Reason).MaxBy(same => same.Count())!.Key;
        return string.Create(CultureInfo.InvariantCulture, $"{failed} of {ended.Length} trials failed, mostly with: {usual}");
    }
}
