using System.Globalization;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Notifications;

/// <summary>Decides what of a study is worth telling.</summary>
internal static class NoticeRules
{
    private const int Looked = 20;
    private const double Spent = 0.9;

    /// <summary>What holds of a study now; each kind is told once for each time that it begins to hold.</summary>
    public static IEnumerable<Notice> Holding(StudyView view, DateTimeOffset now)
    {
        var study = view.Study;
        if (study.Status is StudyStatus.Finished or StudyStatus.Failed)
        {
            yield return new(study.Status == StudyStatus.Finished ? "finished" : "failed", study.Header.Name, study.StatusReason, now);
        }

        var latest = view.Finished.TakeLast(Looked).ToArray();
        var failed = latest.Count(trial => trial.State is TrialState.Failed or TrialState.Infeasible);
        if (latest.Length == Looked && failed > Looked / 2)
        {
            yield return new("failures", study.Header.Name, string.Create(CultureInfo.InvariantCulture, $"{failed} of the last {Looked} trials failed or were infeasible."), now);
        }

        if (study.Status == StudyStatus.Running && view.Budget.Trials is { } limit && view.Spent >= Spent * limit)
        {
            yield return new("budget", study.Header.Name, string.Create(CultureInfo.InvariantCulture, $"{view.Spent} of {limit} trials are spent."), now);
        }
    }
}
