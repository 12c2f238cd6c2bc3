using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AutoPeft.Training.Data;

/// <summary>The rows of one split with the names of the classes. Immutable.</summary>
public sealed class TextDataset
{
    /// <summary>A dataset of these rows.</summary>
    /// <exception cref="ArgumentException">A class number is not an index into <paramref name="labels"/>.</exception>
    public TextDataset(ImmutableArray<TextExample> examples, ImmutableArray<string> labels)
    {
        if (examples.Any(example => (uint)example.Label >= (uint)labels.Length))
        {
            throw new ArgumentException($"Every class number must lie in [0, {labels.Length}).", nameof(examples));
        }

        Examples = examples;
        Labels = labels;
        ContentHash = Hash(examples, labels);
    }

    /// <summary>The rows in the order of the file.</summary>
    public ImmutableArray<TextExample> Examples { get; }

    /// <summary>The names of the classes by class number.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>Identifies the content: SHA-256 over labels and rows, in lower-case hexadecimal.</summary>
    public string ContentHash { get; }

    /// <summary>The number of rows of each class.</summary>
    public ImmutableArray<int> ClassCounts()
    {
        var counts = new int[Labels.Length];
        foreach (var example in Examples)
        {
            counts[example.Label]++;
        }

        return [.. counts];
    }

    private static string Hash(ImmutableArray<TextExample> examples, ImmutableArray<string> labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var label in labels)
        {
            Append(hash, label);
        }

        foreach (var example in examples)
        {
            Append(hash, example.Text);
            Append(hash, example.Pair);
            AppendNumber(hash, example.Label);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

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
