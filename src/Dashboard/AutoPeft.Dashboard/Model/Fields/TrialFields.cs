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
        var metrics = index.Metrics.Except(study.Header.Objectives.Select(objective => objective.Name), StringComparer.Ordinal);
        var fields = OfTrials(view, front, tags).ToList();
        var known = fields.Select(field => field.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        fields.AddRange(OfObjectives(study).Concat(metrics.Select(OfMetric)).Concat(index.Parameters.Select(OfChoice)).Select(field => Unique(field, known)));

        return new([.. fields]);
    }

    /// <summary>The field of this key, any case; null when there is none.</summary>
    public TrialField? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The field of an objective of the study.</summary>
    public TrialField OfObjective(string name) => All.First(field => field.Group == TrialFieldGroup.Objective && field.Name == name);

    /// <summary>The field of a parameter that a configuration has.</summary>
    public TrialField OfParameter(string name) => All.First(field => field.Group == TrialFieldGroup.Parameter && field.Name == name);

    // People call theirs as they like, "seconds" or "seed", too: then the kind stands before it.
    private static TrialField Unique(TrialField field, HashSet<string> known)
    {
        var key = field.Name;
        for (var again = 1; !known.Add(key); again++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{field.Group.ToString().ToLowerInvariant()}.{field.Name}{(again == 1 ? string.Empty : $".{again}")}");
        }

        return field with { Key = key, Name = field.Name };
    }

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

    private static TrialField OfChoice(string name) => new(name, TrialFieldGroup.Parameter)
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
