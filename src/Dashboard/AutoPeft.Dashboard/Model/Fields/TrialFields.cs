using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Fields;

/// <summary>All fields of the trials of a study.</summary>
internal sealed class TrialFields
{
    private readonly ImmutableDictionary<string, TrialField> _byKey;

    private TrialFields(ImmutableArray<TrialField> all)
    {
        All = all;
        _byKey = all.ToImmutableDictionary(field => field.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every field: of trials, then objectives, metrics and parameters.</summary>
    public ImmutableArray<TrialField> All { get; }

    /// <summary>The fields of this study.</summary>
    /// <param name="view">The study.</param>
    /// <param name="front">The numbers of the trials on the front.</param>
    /// <param name="tags">The tags of a trial, by its number.</param>
    public static TrialFields Of(StudyView view, IReadOnlySet<int> front, Func<int, string> tags)
    {
        var (study, index) = (view.Study, view.Index);
        var fields = OfTrials(view, front, tags).Concat(OfObjectives(study)).ToList();
        var known = fields.Select(field => field.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        fields.AddRange(index.Metrics.Where(known.Add).Select(OfMetric));
        fields.AddRange(index.Parameters.Where(known.Add).Select(OfParameter));

        return new([.. fields]);
    }

    /// <summary>The field of this key, any case; null when there is none.</summary>
    public TrialField? Find(string key) => _byKey.GetValueOrDefault(key);

    private static IEnumerable<TrialField> OfTrials(StudyView view, IReadOnlySet<int> front, Func<int, string> tags)
    {
        yield return TrialField.OfNumbers("number", TrialFieldGroup.Trial, trial => trial.Number);
        yield return OfText("state", trial => trial.State.ToString());
        yield return OfText("front", trial => front.Contains(trial.Number) ? "yes" : "no");
        yield return TrialField.OfNumbers("front_probability", TrialFieldGroup.Trial, trial => view.Odds?.Of(trial.Number)?.Probability);
        yield return OfText("configuration", trial => ConfigurationText.Of(trial.Configuration));
        yield return OfText("label", trial => trial.Label);
        yield return OfText("tags", trial => tags(trial.Number));
        yield return OfText("origin", trial => trial.Origin.ToString());
        yield return OfText("reason", trial => trial.Reason);
        yield return OfText("worker", trial => trial.Attempts.IsEmpty ? string.Empty : trial.Attempts[^1].Worker);
        yield return TrialField.OfNumbers("attempts", TrialFieldGroup.Trial, trial => trial.Attempts.Length);
        yield return TrialField.OfNumbers("replicate", TrialFieldGroup.Trial, trial => trial.Replicate);
        yield return TrialField.OfNumbers("seconds", TrialFieldGroup.Trial, trial => trial.Duration?.TotalSeconds);
        yield return OfText("seed", trial => trial.Seed.ToString(CultureInfo.InvariantCulture));
        yield return OfText("queued", trial => Moment(trial.Queued));
        yield return OfText("finished", trial => trial.Finished is { } finished ? Moment(finished) : string.Empty);
    }

    private static IEnumerable<TrialField> OfObjectives(StudyRecord study) => study.Header.Objectives.Select((objective, i) =>
        TrialField.OfNumbers(objective.Name, TrialFieldGroup.Objective, trial => trial.Values is { } values ? values[i] : null));

    private static TrialField OfMetric(string name) =>
        TrialField.OfNumbers(name, TrialFieldGroup.Metric, trial => trial.Metrics.TryGetValue(name, out var value) ? value : null);

    private static TrialField OfParameter(string name) => new(name, TrialFieldGroup.Parameter)
    {
        Number = trial => NumberOf(trial.Configuration.Find(name)),
        Text = trial => trial.Configuration.Find(name)?.ToString() ?? string.Empty,
    };

    // Flags count as 0 and 1, so that they can be sorted and drawn; texts have no number.
    private static double? NumberOf(ParameterValue? value) => value?.Kind switch
    {
        ParameterValueKind.Number => value.Value.AsNumber,
        ParameterValueKind.Flag => value.Value.AsFlag ? 1 : 0,
        _ => null,
    };

    private static TrialField OfText(string key, Func<Trial, string> text) => new(key, TrialFieldGroup.Trial) { Text = text };

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
