using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Drafts;

/// <summary>What people fill in to have a study file written. All texts, as they were typed: the check of the file says what is wrong.</summary>
public sealed record StudySketch
{
    /// <summary>What the names of the form's fields begin with.</summary>
    public const string Prefix = "sketch.";

    /// <summary>The field of a method's sizes, followed by the method's name.</summary>
    public const string SizePrefix = Prefix + "size.";

    /// <summary>The fields beside the sizes of methods, each with what stands in it at first.</summary>
    public static ImmutableDictionary<string, string> Defaults { get; } = ImmutableDictionary.CreateRange<string, string>(
    [
        new("name", "my-sweep"), new("model", "path/to/a/hugging-face/folder"), new("train", "path/to/train.tsv"), new("validation", "path/to/dev.tsv"),
        new("text", "sentence"), new("pair", ""), new("label", "label"), new("task", "classification"), new("layers", "each"), new("rates", "3e-4 .. 1e-2"), new("epochs", "3"),
        new("measured", "accuracy"), new("cost", "trainable_parameters"), new("limit", ""), new("trials", "40"), new("time", ""), new("concurrency", "2"), new("sampler", "bayesian"),
    ]);

    /// <summary>What the form shows at first.</summary>
    public static StudySketch First { get; } = new() { Sizes = [new("lora", "0, 1, 2, 4, 8, 16")] };

    /// <summary>The fields that were filled in, by name.</summary>
    public ImmutableDictionary<string, string> Fields { get; init; } = Defaults;

    /// <summary>The sizes of the methods that were chosen, in the order of the form: <c>0, 2, 8</c> or <c>0 .. 64</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Sizes { get; init; } = [];

    /// <summary>A field's text, without white space around it; empty when it was left empty.</summary>
    public string this[string field] => Fields.GetValueOrDefault(field, string.Empty).Trim();

    /// <summary>The sizes of a method; empty when it was not chosen.</summary>
    public string SizesOf(string method) => Sizes.FirstOrDefault(size => size.Key == method).Value ?? string.Empty;

    /// <summary>The sketch that a form was filled in with.</summary>
    internal static StudySketch Of(IFormCollection form) => new()
    {
        Fields = Defaults.Keys.ToImmutableDictionary(field => field, field => form[Prefix + field].ToString()),
        Sizes = [.. form.Where(field => field.Key.StartsWith(SizePrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value))
            .Select(field => KeyValuePair.Create(field.Key[SizePrefix.Length..], field.Value.ToString().Trim())).OrderBy(size => size.Key, StringComparer.Ordinal)],
    };
}
