using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>data</c>: files, columns and splits. Files must exist; their content is read by the training.</summary>
/// <param name="map">The section.</param>
/// <param name="folder">The folder that relative paths start from.</param>
/// <param name="task">What is learned: without classes, numbers or tags there is no label.</param>
internal sealed class DataSection(YamlMap map, string folder, TaskKind task)
{
    /// <summary>The definition; null, with faults, when something is wrong.</summary>
    public static DataDefinition? Read(YamlMap root, string folder, TaskKind task) =>
        root.Required("data") is { } node && YamlMap.Of(node, "data", root.Source, root.Faults) is { } map
            ? new DataSection(map, folder, task).Read()
            : null;

    private DataDefinition? Read()
    {
        var before = map.Faults.Count;
        var validation = ReadValidation();
        var data = new DataDefinition
        {
            Format = ReadFormat(),
            HasHeader = map.Flag("header") ?? true,
            Train = File("train", isRequired: true) ?? string.Empty,
            Validation = validation.Path,
            ValidationFraction = validation.Fraction ?? 0.1,
            Test = File("test", isRequired: false),
            TestFraction = Fraction("test_fraction") ?? 0,
            SplitSeed = map.WholeNumber("split_seed") ?? 0,
            Text = Column("text", isRequired: true) ?? string.Empty,
            TextPair = Column("text_pair", isRequired: false),
            Label = Column("label", isRequired: task != TaskKind.LanguageModelling) ?? string.Empty,
            Labels = ReadLabels(),
            TrainLimit = Limit("train_limit"),
            ValidationLimit = Limit("validation_limit"),
            TestLimit = Limit("test_limit"),
        };
        map.RejectOthers();
        Check(data);
        return map.Faults.Count == before ? data : null;
    }

    private DataFormat? ReadFormat() => map.Choice("format", "tsv", "csv", "jsonl") switch
    {
        "tsv" => DataFormat.Tsv,
        "csv" => DataFormat.Csv,
        "jsonl" => DataFormat.Jsonl,
        _ => null,
    };

    private (string? Path, double? Fraction) ReadValidation() => map.Node("validation") switch
    {
        null => (null, null),
        var node when YamlScalar.Number(node) is not null => (null, Fraction("validation")),
        _ => (File("validation", isRequired: false), null),
    };

    private double? Fraction(string key)
    {
        if (map.Number(key) is not { } number)
        {
            return null;
        }

        if (number is > 0 and < 1)
        {
            return number;
        }

        map.Faults.Add(map.Source.PlaceOf(map.Node(key)!), $"'{key}' is {YamlScalar.Describe(map.Node(key)!)}.", "Choose a share between 0 and 1.");
        return null;
    }

    private string? File(string key, bool isRequired)
    {
        if ((isRequired ? map.Required(key) : map.Node(key)) is not { } node || map.Text(key) is not { } path)
        {
            return null;
        }

        var full = Path.GetFullPath(path, folder);
        if (!System.IO.File.Exists(full))
        {
            map.Faults.Add(map.Source.PlaceOf(node), $"The file '{path}' does not exist ({full}).", "Correct the path; it starts from the folder of this file.");
        }

        return full;
    }

    private string? Column(string key, bool isRequired) =>
        (isRequired ? map.Required(key) : map.Node(key)) is null ? null : map.Text(key);

    private int? Limit(string key)
    {
        if (map.WholeNumber(key) is not { } number)
        {
            return null;
        }

        if (number is >= 1 and <= int.MaxValue)
        {
            return (int)number;
        }

        map.Faults.Add(map.Source.PlaceOf(map.Node(key)!), $"'{key}' is {YamlScalar.Describe(map.Node(key)!)}.", "Make it at least 1, or leave it out.");
        return null;
    }

    private ImmutableArray<string> ReadLabels()
    {
        ImmutableArray<string> labels = [.. (map.List("labels") ?? []).Select(YamlScalar.Text).OfType<string>()];
        if (map.Node("labels") is { } node && (labels.Length < 2 || labels.Distinct(StringComparer.Ordinal).Count() != labels.Length))
        {
            map.Faults.Add(map.Source.PlaceOf(node), "'labels' must be at least two different texts.", "Correct the list, or leave it out.");
        }

        return labels;
    }

    private void Check(DataDefinition data)
    {
        var split = (data.Validation is null ? data.ValidationFraction : 0) + (data.Test is null ? data.TestFraction : 0);
        if (split >= 1)
        {
            map.Faults.Add(map.Place, "Validation and test texts leave none to train on.", "Make their shares smaller.");
        }

        if (data.Test is not null && map.Node("test_fraction") is YamlNode node)
        {
            map.Faults.Add(map.Source.PlaceOf(node), "There is a test file and a test share.", "Keep one of them.");
        }

        CheckTask("text_pair", task is TaskKind.Classification or TaskKind.Regression);
        CheckTask("label", task != TaskKind.LanguageModelling);
        CheckTask("labels", task is TaskKind.Classification or TaskKind.TokenClassification);
        if (!data.HasHeader)
        {
            CheckNumber("text", data.Text);
            CheckNumber("text_pair", data.TextPair);
            CheckNumber("label", data.Label);
        }
    }

    private void CheckTask(string key, bool isUsed)
    {
        if (!isUsed && map.Node(key) is { } node)
        {
            map.Faults.Add(map.Source.PlaceOf(node), $"The task has no '{key}'.", "Leave it out, or set 'task'.");
        }
    }

    private void CheckNumber(string key, string? column)
    {
        if (map.Node(key) is { } node && !string.IsNullOrEmpty(column) && !(int.TryParse(column, out var number) && number >= 1))
        {
            map.Faults.Add(map.Source.PlaceOf(node), $"'{key}' is '{column}', but the files have no header.", "Give the column's number, counted from 1.");
        }
    }
}
