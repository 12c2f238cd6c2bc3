using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Fields;

/// <summary>Something that can be said of every trial: a column of a table, a word of a filter, an axis of a picture.</summary>
/// <param name="Key">The word in filters, addresses and files.</param>
/// <param name="Group">What kind of thing it is.</param>
public sealed record TrialField(string Key, TrialFieldGroup Group)
{
    /// <summary>The name of the objective, metric or parameter that it is. Default: the key; another where a field of every trial is called so.</summary>
    public string Name { get; init; } = Key;

    /// <summary>The number of a trial; null where it has none. Null for fields that are texts.</summary>
    internal Func<Trial, double?>? Number { get; init; }

    /// <summary>The text of a trial, as exact as it is known; empty where there is nothing to say.</summary>
    internal Func<Trial, string> Text { get; init; } = _ => string.Empty;

    /// <summary>Whether its values are numbers.</summary>
    public bool IsNumber => Number is not null;

    /// <summary>What people read.</summary>
    public string Title => Key.Replace('_', ' ');

    /// <summary>A field of numbers.</summary>
    internal static TrialField OfNumbers(string key, TrialFieldGroup group, Func<Trial, double?> number) =>
        new(key, group) { Number = number, Text = trial => number(trial) is { } value ? Numbers.Exact(value) : string.Empty };

    /// <summary>The value as tables show it: short, and flags and choices as words.</summary>
    internal string Show(Trial trial) => Number?.Invoke(trial) is { } value && !IsFlag(trial) ? Numbers.Short(value) : Text(trial);

    private bool IsFlag(Trial trial) => Group == TrialFieldGroup.Parameter && trial.Configuration.Find(Name) is { Kind: ParameterValueKind.Flag };
}
