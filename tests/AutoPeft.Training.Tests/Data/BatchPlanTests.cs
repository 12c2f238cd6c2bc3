using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.Tests.Data;

public sealed class BatchPlanTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private readonly EncodedDataset _data = new(
        "key", [.. Enumerable.Range(0, 1003).Select(row => Example(1 + Key.Below(row, 40)))], 2);

    [Fact]
    public void An_epoch_holds_every_row_once_in_as_few_batches_as_possible()
    {
        var plan = BatchPlan.ForTraining(_data, 8, Key);

        Assert.Equal(Enumerable.Range(0, 1003), plan.SelectMany(batch => batch).Order());
        Assert.Equal(BatchPlan.BatchCount(1003, 8), plan.Length);
        Assert.Equal(126, plan.Length);
    }

    [Fact]
    public void The_order_is_a_function_of_the_key()
    {
        Assert.Equal(Rows(Key), Rows(Key));
        Assert.NotEqual(Rows(Key), Rows(Key.For(1)));
    }

    [Fact]
    public void Little_work_goes_into_padding()
    {
        var padded = BatchPlan.ForTraining(_data, 8, Key).Sum(batch => _data.Batch(batch).Ids.Length);

        Assert.InRange(padded, _data.TokenCount, 1.05 * _data.TokenCount); // random batches would need 1.8 times
    }

    [Fact]
    public void The_plain_version_shuffles_every_row_into_batches_without_regard_to_lengths()
    {
        var plan = BatchPlan.Shuffled([.. Enumerable.Range(0, 1003)], 8, Key);

        Assert.Equal(Enumerable.Range(0, 1003), plan.SelectMany(batch => batch).Order());
        Assert.Equal(126, plan.Length);
        Assert.True(plan.Sum(batch => _data.Batch(batch).Ids.Length) > 1.5 * _data.TokenCount);
    }

    [Fact]
    public void Short_batches_do_not_all_come_first()
    {
        var lengths = BatchPlan.ForTraining(_data, 8, Key).Select(batch => (double)_data.Batch(batch).Length).ToArray();

        Assert.InRange(lengths[..63].Average() / lengths[63..].Average(), 0.7, 1.4);
    }

    [Fact]
    public void An_evaluation_holds_every_row_once_by_length()
    {
        var rows = BatchPlan.ForEvaluation(_data, 10).SelectMany(batch => batch).ToArray();

        Assert.Equal(Enumerable.Range(0, 1003), rows.Order());
        Assert.Equal(rows.Select(_data.LengthOf).Order(), rows.Select(_data.LengthOf));
    }

    private static EncodedExample Example(int length) => new(new([.. new int[length]], [.. new int[length]]), 0);

    private int[] Rows(RandomKey key) => [.. BatchPlan.ForTraining(_data, 8, key).SelectMany(batch => batch)];
}
