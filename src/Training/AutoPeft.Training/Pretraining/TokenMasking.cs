using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Training.Pretraining;

/// <summary>
/// Hides tokens for masked language modelling (Devlin et al., NAACL 2019, section 3.1 and appendix A.1).
/// </summary>
/// <remarks>
/// Of the tokens of a sequence a fixed share is chosen; of those 80 % become <c>[MASK]</c>, 10 % another token drawn
/// uniformly, 10 % stay as they are. First and last token of a sequence are never chosen.
/// </remarks>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="share">The share of tokens to choose, in (0, 1); of every sequence at least one.</param>
internal sealed class TokenMasking(PretrainingVocabulary vocabulary, double share)
{
    private const double MaskShare = 0.8;
    private const double RandomShare = 0.1;

    /// <summary>Hides tokens of one sequence in place.</summary>
    /// <param name="ids">The sequence, with its first and last special token; replaced by what the model sees.</param>
    /// <param name="key">Where the choice comes from.</param>
    /// <returns>The chosen positions, ascending, with the tokens that stood there.</returns>
    public (int Position, int Target)[] Hide(Span<int> ids, RandomKey key)
    {
        var candidates = ids.Length - 2;
        var count = Math.Min(candidates, Math.Max(1, (int)Math.Round(share * candidates)));
        var chosen = key.For("choice").Permutation(candidates)[..count];
        Array.Sort(chosen);
        var hidden = new (int Position, int Target)[count];
        for (var i = 0; i < count; i++)
        {
            var position = chosen[i] + 1;
            hidden[i] = (position, ids[position]);
            ids[position] = Replace(ids[position], key.For("replacement"), i);
        }

        return hidden;
    }

    private int Replace(int id, RandomKey key, int index) => key.Uniform(index) switch
    {
        < MaskShare => vocabulary.MaskId,
        < MaskShare + RandomShare => vocabulary.FirstOrdinaryId
            + key.For("token").Below(index, vocabulary.Size - vocabulary.FirstOrdinaryId),
        _ => id,
    };
}
