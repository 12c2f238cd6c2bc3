using System.Collections.Immutable;

namespace AutoPeft.Models.Tokenization;

/// <summary>Where special tokens stand around a text or a pair.</summary>
/// <param name="Single">The parts of a sequence of one text.</param>
/// <param name="Pair">The parts of a sequence of two texts.</param>
internal sealed record SequenceTemplate(ImmutableArray<TemplatePart> Single, ImmutableArray<TemplatePart> Pair)
{
    /// <summary>The texts alone.</summary>
    public static SequenceTemplate Bare { get; } =
        new([new(null, IsSecond: false, 0)], [new(null, IsSecond: false, 0), new(null, IsSecond: true, 1)]);

    /// <summary>The sequence, cut to a length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length has no room for the special tokens.</exception>
    public TokenSequence Frame(List<int> first, List<int>? second, int maximumLength)
    {
        var parts = second is null ? Single : Pair;
        PairTruncation.Share(first, second, maximumLength - parts.Count(part => part.SpecialId is not null));
        var (ids, segments) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        foreach (var part in parts)
        {
            if (part.SpecialId is { } special)
            {
                ids.Add(special);
            }
            else
            {
                ids.AddRange(part.IsSecond ? second! : first);
            }

            segments.AddRange(Enumerable.Repeat(part.Segment, ids.Count - segments.Count));
        }

        return new(ids.ToImmutable(), segments.ToImmutable());
    }
}
