using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Models.Tokenization;

namespace AutoPeft.Training.Data;

/// <summary>The rows of a split as token numbers. Immutable and safe for concurrent use.</summary>
public sealed class EncodedDataset
{
    private readonly ImmutableArray<EncodedExample> _examples;
    private readonly int _paddingId;

    /// <summary>A dataset of these rows.</summary>
    /// <param name="key">Identifies the content together with the tokenisation; equal keys mean equal rows.</param>
    /// <param name="examples">The rows; at least one.</param>
    /// <param name="classes">K, the number of classes, at least 2.</param>
    /// <param name="paddingId">The token that fills up shorter sequences; no model looks at it.</param>
    /// <exception cref="ArgumentException">There is no row, or a row without tokens.</exception>
    public EncodedDataset(string key, ImmutableArray<EncodedExample> examples, int classes, int paddingId = 0)
        : this(key, examples, new TaskShape(TaskKind.Classification, classes), paddingId)
    {
    }

    /// <summary>A dataset of any task.</summary>
    /// <param name="key">Identifies the content together with the tokenisation; equal keys mean equal rows.</param>
    /// <param name="examples">The rows; at least one.</param>
    /// <param name="task">What is learned; at least two classes or tags where there are any.</param>
    /// <param name="paddingId">The token that fills up shorter sequences; no model looks at it.</param>
    /// <exception cref="ArgumentException">There is no row, or a row without tokens.</exception>
    public EncodedDataset(string key, ImmutableArray<EncodedExample> examples, TaskShape task, int paddingId = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var least = task.Kind is TaskKind.Classification or TaskKind.TokenClassification ? 2 : 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(task.Outputs, least, nameof(task));
        if (examples.IsDefaultOrEmpty || examples.Any(example => example.Tokens.Length == 0))
        {
            throw new ArgumentException("A dataset has at least one row, and every row at least one token.", nameof(examples));
        }

        Key = key;
        Task = task;
        _examples = examples;
        _paddingId = paddingId;
        TokenCount = examples.Sum(example => (long)example.Tokens.Length);
    }

    /// <summary>Tokenises a dataset.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="tokenizer">The tokenizer of the model that will read them.</param>
    /// <param name="tokenizerName">Identifies the tokenizer, e.g. its folder; part of <see cref="Key"/>.</param>
    /// <param name="maximumLength">The most tokens of a row; longer texts are cut.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">A row has no token to predict.</exception>
    public static EncodedDataset Encode(TextDataset data, ITokenizer tokenizer, string tokenizerName, int maximumLength)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(tokenizer);

        var encoder = new RowEncoder(data.Kind, tokenizer, maximumLength);

        return new EncodedDataset(
            $"{data.ContentHash}/{tokenizerName}/{maximumLength}",
            [.. data.Examples.Select(encoder.Encode)],
            data.Task,
            tokenizer.PaddingId)
        {
            Labels = data.Labels,
        };
    }

    /// <summary>Identifies the content together with the tokenisation.</summary>
    public string Key { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public int Count => _examples.Length;

    /// <summary>What a head has to answer.</summary>
    public TaskShape Task { get; }

    /// <summary>K, the number of classes or tags.</summary>
    public int Classes => Task.Outputs;

    /// <summary>The names of the classes or tags by number; empty when nobody gave them. Default: empty.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The tokens of all rows together, without padding.</summary>
    public long TokenCount { get; }

    /// <summary>The number of tokens of a row.</summary>
    public int LengthOf(int row) => _examples[row].Tokens.Length;

    /// <summary>The class number of a row.</summary>
    public int LabelOf(int row) => _examples[row].Label;

    /// <summary>The class numbers of some rows, in their order.</summary>
    public int[] LabelsOf(ImmutableArray<int> rows) => [.. rows.Select(LabelOf)];

    /// <summary>The numbers to predict of some rows, in their order.</summary>
    public float[] ValuesOf(ImmutableArray<int> rows) => [.. rows.Select(row => _examples[row].Value)];

    /// <summary>
    /// What the tokens of some rows have to predict, [B, T] as in <see cref="Batch"/>; <see cref="EncodedExample.Nothing"/> at
    /// tokens that do not count and at padding.
    /// </summary>
    public int[] TargetsOf(ImmutableArray<int> rows)
    {
        var length = rows.Max(LengthOf);
        var targets = new int[rows.Length * length];
        targets.AsSpan().Fill(EncodedExample.Nothing);
        for (var b = 0; b < rows.Length; b++)
        {
            _examples[rows[b]].Targets.CopyTo(targets, b * length);
        }

        return targets;
    }

    /// <summary>How many predictions some rows ask for, over which a loss is the mean.</summary>
    public int PredictionsOf(ImmutableArray<int> rows) => Task.Kind is TaskKind.TokenClassification or TaskKind.LanguageModelling
        ? rows.Sum(row => _examples[row].Targets.Count(target => target != EncodedExample.Nothing))
        : rows.Length;

    /// <summary>The tokens of some rows, padded at the end to the longest of them.</summary>
    public TokenBatch Batch(ImmutableArray<int> rows)
    {
        var length = rows.Max(LengthOf);
        var ids = new int[rows.Length * length];
        var segments = new int[rows.Length * length];
        ids.AsSpan().Fill(_paddingId);
        for (var b = 0; b < rows.Length; b++)
        {
            var tokens = _examples[rows[b]].Tokens;
            tokens.Ids.CopyTo(ids, b * length);
            tokens.Segments.CopyTo(segments, b * length);
        }

        return new TokenBatch([.. ids], [.. segments], [.. rows.Select(LengthOf)]);
    }
}
