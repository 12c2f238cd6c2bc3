using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class SequencePackingTests
{
    private readonly SequencePacking _packing = new(new(100, 0, 2, 3, 4, 5), maximumLength: 7);

    [Fact]
    public void Neighbouring_texts_share_a_sequence_while_they_fit() =>
        Assert.Equal(["2 10 11 12 13 14 3", "2 15 16 3"], Pack([10, 11], [12, 13, 14], [15, 16]));

    [Fact]
    public void A_text_that_does_not_fit_any_more_starts_a_sequence() =>
        Assert.Equal(["2 10 11 12 3", "2 13 14 15 3"], Pack([10, 11, 12], [13, 14, 15]));

    [Fact]
    public void Only_a_text_longer_than_a_sequence_is_split() =>
        Assert.Equal(["2 10 11 12 13 14 3", "2 15 16 3"], Pack([10, 11, 12, 13, 14, 15, 16]));

    [Fact]
    public void Empty_texts_give_nothing() => Assert.Empty(Pack([], []));

    private string[] Pack(params int[][] texts) => [.. _packing.Pack(texts).Select(sequence => string.Join(' ', sequence))];
}
