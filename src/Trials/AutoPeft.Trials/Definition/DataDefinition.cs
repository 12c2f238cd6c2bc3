using System.Collections.Immutable;

namespace AutoPeft.Trials.Definition;

/// <summary>Where the texts of a task are and what their columns mean.</summary>
public sealed record DataDefinition
{
    /// <summary>How the files are written; null, the default, to go by their extensions.</summary>
    public DataFormat? Format { get; init; }

    /// <summary>Whether the first line names the columns. Default true; without it columns are named by their number from 1.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>The file of the training texts. Full path.</summary>
    public required string Train { get; init; }

    /// <summary>The file of the validation texts; null when they are split off the training texts.</summary>
    public string? Validation { get; init; }

    /// <summary>The part of the training texts that is split off for validation when there is no file. Default 0.1.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Decides which texts are split off; the same seed always gives the same split. Default 0.</summary>
    public long SplitSeed { get; init; }

    /// <summary>The file of the test texts, which the search never sees; null when there are none.</summary>
    public string? Test { get; init; }

    /// <summary>The part of the training texts that is split off for testing when there is no test file. Default 0: none.</summary>
    public double TestFraction { get; init; }

    /// <summary>The column of the text, or of the first text of a pair.</summary>
    public required string Text { get; init; }

    /// <summary>The column of the second text of a pair; null when texts are single.</summary>
    public string? TextPair { get; init; }

    /// <summary>The column of the class, the number, or the tags of the words; empty where texts alone are learned from.</summary>
    public required string Label { get; init; }

    /// <summary>The labels in the order of their class numbers; empty, the default, for those of the training file in ordinal order.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How many training texts are used, chosen by the split seed; null, the default, all.</summary>
    public int? TrainLimit { get; init; }

    /// <summary>How many validation texts are used, chosen by the split seed; null, the default, all.</summary>
    public int? ValidationLimit { get; init; }

    /// <summary>How many test texts are used, chosen by the split seed; null, the default, all.</summary>
    public int? TestLimit { get; init; }
}
