using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Data;

/// <summary>
/// Where the rows of a task are and how they become training, validation and test split.
/// </summary>
public sealed record TaskDataConfig
{
    /// <summary>What is learned from the rows. Default: classes.</summary>
    public TaskKind Kind { get; init; } = TaskKind.Classification;

    /// <summary>The file with the training rows.</summary>
    public required string TrainPath { get; init; }

    /// <summary>The file with the validation rows; null to split them off the training rows.</summary>
    public string? ValidationPath { get; init; }

    /// <summary>The file with the held-out test rows; null to split them off, or to have none.</summary>
    public string? TestPath { get; init; }

    /// <summary>
    /// How the files are written; null to go by each file's extension (tsv, txt, csv, jsonl, ndjson).
    /// </summary>
    public TableFormat? Format { get; init; }

    /// <summary>Whether the first row of a TSV or CSV file names the columns. Default true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The column of the text, by name or by number counted from 1. Default <c>text</c>.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>The column of the second text of a pair; null (default) when texts stand alone.</summary>
    public string? PairColumn { get; init; }

    /// <summary>
    /// The column of the class, the number, or the tags of the text's words with spaces between them. Default <c>label</c>; not
    /// read where texts alone are learned from.
    /// </summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>
    /// The labels in the order of their class numbers; empty (default) for those of the training file in ordinal order.
    /// </summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>
    /// The share of the training file that becomes validation rows when there is no validation file, in (0, 1). Default
    /// 0.1.
    /// </summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>
    /// The share of the training file that becomes test rows when there is no test file, in [0, 1). Default 0: no test
    /// split.
    /// </summary>
    public double TestFraction { get; init; }

    /// <summary>
    /// The most training rows to use, chosen by hash, so that a smaller choice is part of a larger one; null for all.
    /// </summary>
    public int? TrainLimit { get; init; }

    /// <summary>The most validation rows to use; null for all.</summary>
    public int? ValidationLimit { get; init; }

    /// <summary>The most test rows to use; null for all.</summary>
    public int? TestLimit { get; init; }

    /// <summary>Another seed gives another split and another choice of rows. Default 0.</summary>
    public long SplitSeed { get; init; }

    /// <summary>Whether rows have something to learn beside their text.</summary>
    internal bool HasLabels => Kind != TaskKind.LanguageModelling;

    /// <summary>Lists everything that is wrong with the settings themselves, before any file is read.</summary>
    /// <param name="source">What the faults' places name, e.g. the study file.</param>
    public IEnumerable<Fault> Faults(string source)
    {
        var place = new FaultPlace(source);
        var splits = (ValidationPath is null ? ValidationFraction : 0) + (TestPath is null ? TestFraction : 0);
        if (ValidationPath is null && !(ValidationFraction is > 0 and < 1))
        {
            yield return new(
                place,
                $"The validation fraction is {ValidationFraction}.",
                "Choose it between 0 and 1, or give a validation file.");
        }

        if (!(TestFraction is >= 0 and < 1))
        {
            yield return new(place, $"The test fraction is {TestFraction}.", "Choose it in [0, 1), or give a test file.");
        }

        if (!(splits < 1))
        {
            yield return new(
                place, $"Validation and test take {splits} of the rows, which leaves none to train on.", "Make them smaller.");
        }

        foreach (var (name, limit) in new[] { ("train", TrainLimit), ("validation", ValidationLimit), ("test", TestLimit) })
        {
            if (limit < 1)
            {
                yield return new(place, $"The {name} limit is {limit}.", "Make it at least 1, or leave it out.");
            }
        }

        if (PairColumn is not null && Kind is TaskKind.TokenClassification or TaskKind.LanguageModelling)
        {
            yield return new(place, "This task has no pairs of texts.", "Leave the second text out.");
        }

        if (!Labels.IsEmpty && Kind is TaskKind.Regression or TaskKind.LanguageModelling)
        {
            yield return new(place, "This task has no list of labels.", "Leave the labels out.");
        }

        if (Labels.Length == 1 || Labels.Distinct(StringComparer.Ordinal).Count() != Labels.Length)
        {
            yield return new(
                place, "The list of labels must name at least two different labels.", "Correct it, or leave it out.");
        }
    }
}
