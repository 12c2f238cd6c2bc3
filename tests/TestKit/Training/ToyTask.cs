using System.Collections.Immutable;
using AutoPeft.Models.Tokenization;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Data;

namespace AutoPeft.TestKit.Training;

/// <summary>A task that a tiny model can learn in a few epochs: which words are frequent in the text.</summary>
public static class ToyTask
{
    /// <summary>The number of classes.</summary>
    public const int Classes = 3;

    private const int FirstToken = 1; // plays the part of [CLS]
    private const int FirstWord = 6;
    private const int WordsPerClass = 18;

    /// <summary>Rows of 4 to 12 tokens.</summary>
    /// <param name="seed">Equal seeds give equal rows.</param>
    /// <param name="count">How many.</param>
    public static EncodedDataset Rows(long seed, int count) => new(
        $"toy {seed} {count}",
        [.. Enumerable.Range(0, count).Select(row => Row(RandomKey.FromSeed(seed).For(row)))],
        Classes);

    private static EncodedExample Row(RandomKey key)
    {
        var label = key.Below(0, Classes);
        var length = 4 + key.Below(1, 9);
        var ids = ImmutableArray.CreateBuilder<int>(length);
        ids.Add(FirstToken);
        for (var position = 1; position < length; position++)
        {
            var topic = key.Uniform(100 + position) < 0.85 ? label : key.Below(200 + position, Classes);
            ids.Add(FirstWord + (topic * WordsPerClass) + key.Below(300 + position, WordsPerClass));
        }

        return new EncodedExample(new TokenSequence(ids.MoveToImmutable(), [.. new int[length]]), label);
    }
}
