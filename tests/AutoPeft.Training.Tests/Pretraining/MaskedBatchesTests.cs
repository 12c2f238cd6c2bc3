using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class MaskedBatchesTests
{
    private static readonly PretrainingVocabulary Vocabulary = new(100, 0, 2, 3, 4, 5);

    private readonly MaskedBatches _batches = new(
        [[2, 50, 51, 52, 3], [2, 60, 3], [2, 70, 71, 3]], new TokenMasking(Vocabulary, 0.34), Vocabulary.PaddingId);

    [Fact]
    public void Shorter_sequences_are_padded_at_the_end()
    {
        var batch = _batches.Make([1, 0], default);

        Assert.Equal([3, 5], batch.Tokens.Lengths);
        Assert.Equal(5, batch.Tokens.Length);
        Assert.Equal([3, 0, 0, 2], batch.Tokens.Ids[2..6]);
    }

    [Fact]
    public void Positions_count_through_the_whole_batch_and_targets_stand_there()
    {
        var batch = _batches.Make([1, 0], default);

        Assert.Equal((1, 60), (batch.Positions[0], batch.Targets[0]));
        Assert.InRange(batch.Positions[1], 6, 8);
        Assert.Equal(50 + batch.Positions[1] - 6, batch.Targets[1]);
    }

    [Fact]
    public void The_mask_of_a_sequence_does_not_depend_on_its_neighbours()
    {
        var key = RandomKey.FromSeed(5);

        Assert.Equal(
            _batches.Make([0, 1], key).Tokens.Ids[..5],
            _batches.Make([0, 2], key).Tokens.Ids[..5]);
    }
}
