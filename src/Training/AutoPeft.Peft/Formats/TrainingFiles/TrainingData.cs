namespace AutoPeft.Peft.Formats.TrainingFiles;

/// <summary>How the texts of a recipe are written and split, for tools that read the same files.</summary>
public sealed record TrainingData
{
    /// <summary>The column of the text, or of the first text of a pair. Default: text.</summary>
    public string Text { get; init; } = "text";

    /// <summary>The column of the second text; null, the default, when texts are single.</summary>
    public string? TextPair { get; init; }

    /// <summary>The column of what is learned. Default: label.</summary>
    public string Label { get; init; } = "label";

    /// <summary><c>tsv</c>, <c>csv</c> or <c>jsonl</c>. Default: tsv.</summary>
    public string Format { get; init; } = "tsv";

    /// <summary>Whether the first line names the columns; otherwise they are named by number, from 1. Default true.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Decides which texts are split off and which are used. Default 0.</summary>
    public long SplitSeed { get; init; }

    /// <summary>The part of the training file that is for validation; 0, the default, when validation has a file of its own.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>The part of the training file that is for testing. Default 0.</summary>
    public double TestFraction { get; init; }

    /// <summary>How many training texts are used; null, the default, all.</summary>
    public int? TrainLimit { get; init; }

    /// <summary>How many validation texts are used; null, the default, all.</summary>
    public int? ValidationLimit { get; init; }
}
