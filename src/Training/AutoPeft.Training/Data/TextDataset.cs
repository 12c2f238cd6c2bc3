using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AutoPeft.Models.Structure;

namespace AutoPeft.Training.Data;

/// <summary>The rows of one split with the names of the classes. Immutable.</summary>
public sealed class TextDataset
{
    /// <summary>A dataset of these rows.</summary>
    /// <param name="examples">The rows.</param>
    /// <param name="labels">The classes or tags; empty for other tasks.</param>
    /// <param name="kind">What is learned from the rows. Default: classes.</param>
    /// <exception cref="ArgumentException">
    /// A class or a tag is not an index into <paramref name="labels"/>, a number is not finite, or words lack tags.
    /// </exception>
    public TextDataset(
        ImmutableArray<TextExample> examples, ImmutableArray<string> labels, TaskKind kind = TaskKind.Classification)
    {
        if (examples.FirstOrDefault(example => !Fits(example, labels.Length, kind)) is { } wrong)
        {
            throw new ArgumentException($"'{wrong}' is no row of this task with {labels.Length} labels.", nameof(examples));
        }

        Examples = examples;
        Labels = labels;
        Kind = kind;
        ContentHash = Hash(this);
    }

    /// <summary>What is learned from the rows.</summary>
    public TaskKind Kind { get; }

    /// <summary>What a head has to answer for these rows.</summary>
    public TaskShape Task => TaskShape.Of(Kind, Labels.Length) with
    {
        MarksEntities = Kind == TaskKind.TokenClassification && EntityMarks.Are(Labels),
    };

    /// <summary>The rows in the order of the file.</summary>
    public ImmutableArray<TextExample> Examples { get; }

    /// <summary>The names of the classes by class number.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Identifies the content: SHA-256 over labels and rows, in lower-case hexadecimal.</summary>
    public string ContentHash { get; }

    /// <summary>The number of rows of each class, or of words of each tag.</summary>
    public ImmutableArray<int> ClassCounts()
    {
        var counts = new int[Labels.Length];
        foreach (var label in Examples.SelectMany(LabelsOf))
        {
            counts[label]++;
        }

        return [.. counts];
    }

    /// <summary>The class of a row, or the tags of its words.</summary>
    public IEnumerable<int> LabelsOf(TextExample example) => Kind switch
    {
        TaskKind.Classification => [example.Label],
        TaskKind.TokenClassification => example.Tags,
        _ => [],
    };

    private static bool Fits(TextExample example, int labels, TaskKind kind) => kind switch
    {
        TaskKind.Classification => (uint)example.Label < (uint)labels,
        TaskKind.Regression => float.IsFinite(example.Value),
        TaskKind.TokenClassification =>
            example.Tags.Length == Words.Of(example.Text).Length && example.Tags.All(tag => (uint)tag < (uint)labels),
        _ => true,
    };

    private static string Hash(TextDataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (data.Kind != TaskKind.Classification)
        {
            Append(hash, data.Kind.ToString());
        }

        foreach (var label in data.Labels)
        {
            Append(hash, label);
        }

        foreach (var example in data.Examples)
        {
            Append(hash, example.Text);
            Append(hash, example.Pair);
            foreach (var number in Targets(data, example))
            {
                AppendNumber(hash, number);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<int> Targets(TextDataset data, TextExample example) => data.Kind == TaskKind.Regression
        ? [BitConverter.SingleToInt32Bits(example.Value)]
        : data.LabelsOf(example);

    /// <summary>Length first, so that no two lists of texts run into the same bytes; −1 for an absent text.</summary>
    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
        AppendNumber(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
