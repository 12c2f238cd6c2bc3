using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class BatchPlanTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 500).Select(i => 3 + (i * 37 % 61))];
    private readonly BatchPlan _plan = new(Lengths, tokensPerBatch: 256);

    [Fact]
    public void Every_sequence_occurs_once() =>
        Assert.Equal(Enumerable.Range(0, 500), _plan.Epoch(RandomKey.FromSeed(1)).SelectMany(batch => batch).Order());

    [Fact]
    public void No_batch_is_larger_than_allowed_and_lengths_in_it_are_similar() =>
        Assert.All(_plan.Epoch(RandomKey.FromSeed(1)), batch =>
        {
            Assert.InRange(batch.Length * batch.Max(sequence => Lengths[sequence]), 1, 256);
            Assert.InRange(batch.Max(sequence => Lengths[sequence]) - batch.Min(sequence => Lengths[sequence]), 0, 7);
        });

    [Fact]
    public void Epochs_differ_in_order_but_not_in_the_number_of_batches()
    {
        var first = _plan.Epoch(RandomKey.FromSeed(1));
        var second = _plan.Epoch(RandomKey.FromSeed(2));

        Assert.Equal(first.Count, second.Count);
        Assert.NotEqual(first.SelectMany(batch => batch), second.SelectMany(batch => batch));
    }

    [Fact]
    public void A_sequence_longer_than_a_batch_stands_alone() =>
        Assert.Equal([1, 1], new BatchPlan([40, 40], tokensPerBatch: 16).Epoch(default).Select(batch => batch.Length));
}
