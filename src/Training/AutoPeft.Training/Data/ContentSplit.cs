using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace AutoPeft.Training.Data;

/// <summary>Decides by the content of a row, not by its place, where it goes.</summary>
/// <remarks>
/// A row's position is a pure function of its texts and a seed, uniform in [0, 1). Equal texts therefore always stay
/// together, and adding or reordering rows moves no other row from one split to another.
/// </remarks>
internal static class ContentSplit
{
    /// <summary>
    /// The position of a row for one purpose; other purposes and other seeds give independent positions.
    /// </summary>
    public static double Position(TextExample example, string purpose, long seed)
    {
        var text = $"{purpose}\0{seed}\0{example.Text}\0{example.Pair}";
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));

        return (BinaryPrimitives.ReadUInt64LittleEndian(digest) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>
    /// The <paramref name="limit"/> rows with the lowest positions, in their old order; all when there are no more.
    /// </summary>
    public static ImmutableArray<TextExample> Limit(ImmutableArray<TextExample> examples, int? limit, long seed)
    {
        if (limit is not { } count || count >= examples.Length)
        {
            return examples;
        }

        var chosen = Enumerable.Range(0, examples.Length)
            .OrderBy(index => Position(examples[index], "limit", seed))
            .Take(count)
            .Order();

        return [.. chosen.Select(index => examples[index])];
    }
}
